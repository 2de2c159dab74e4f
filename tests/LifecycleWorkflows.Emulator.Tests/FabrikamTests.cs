using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>The sample tenant in which runs failed, and can be repaired.</summary>
public sealed class FabrikamTests : EmulatorTest
{
    private const string Root = $"v1.0/{LifecycleWorkflows}";

    protected override string? Seed => null;

    protected override void Configure(EmulatorOptions options) => options.SeedPath = "fabrikam";

    [Fact]
    public async Task What_failed_last_night_can_be_repaired()
    {
        Assert.Equal(2, await RepairAllAsync());
        Assert.Equal(1, await RepairAllAsync());
        Assert.Equal(0, await RepairAllAsync());
    }

    [Fact]
    public async Task Its_leavers_can_be_started()
    {
        string workflow = await IdAsync("workflows", "Offboard leavers");
        string group = (await IdsAsync("v1.0/groups?$filter=displayName eq 'leaving this month'")).Single();
        List<string> leavers = await IdsAsync($"v1.0/groups/{group}/members");

        Assert.Equal(37, leavers.Count);
        foreach (string[] chunk in leavers.Chunk(10))
            Assert.Equal(
                HttpStatusCode.NoContent,
                await StatusAsync(
                    HttpMethod.Post,
                    $"{Root}/workflows/{workflow}/activate",
                    JsonSerializer.Serialize(new { subjects = chunk.Select(id => new { id }) })
                )
            );
        Assert.Equal(
            37,
            (
                await IdsAsync(
                    $"{Root}/workflows/{workflow}/userProcessingResults?$filter=workflowExecutionType eq 'onDemand' and processingStatus eq 'completed'"
                )
            ).Count
        );
    }

    [Fact]
    public async Task There_is_no_limit_of_users_in_a_scope()
    {
        string workflow = await IdAsync("workflows", "Offboard leavers");
        string group = (await IdsAsync("v1.0/groups?$filter=displayName eq 'leaving this month'")).Single();
        string users = string.Join(
            ',',
            (await IdsAsync($"v1.0/groups/{group}/members")).Select(id => $$"""{"id":"{{id}}"}""")
        );

        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                $"{Root}/workflows/{workflow}/activateWithScope",
                $$$"""{"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateUserScope","users":[{{{users}}}]}}"""
            )
        );

        JsonElement run = (
            await GetAsync($"{Root}/workflows/{workflow}/runs?$filter=workflowExecutionType eq 'activatedWithScope'")
        ).GetProperty("value")[0];
        Assert.Equal(37, run.GetProperty("totalUsersCount").GetInt32());
    }

    [Fact]
    public async Task It_has_a_workflow_in_each_state()
    {
        JsonElement[] workflows = [.. (await GetAsync($"{Root}/workflows")).GetProperty("value").EnumerateArray()];

        Assert.Equal(4, workflows.Length);
        Assert.Single(workflows, workflow => !workflow.GetProperty("isEnabled").GetBoolean());
        Assert.Single(
            workflows,
            workflow => Text(workflow.GetProperty("quarantineDetails"), "quarantineType") != "notQuarantined"
        );
        Assert.Single(await IdsAsync($"{Root}/deletedItems/workflows"));
        string hires = await IdAsync("workflows", "Onboard new hires");
        Assert.Equal(2, (await IdsAsync($"{Root}/workflows/{hires}/executionScope")).Count);
        Assert.Equal(9, (await IdsAsync($"{Root}/workflows/{hires}/previewScope")).Count);
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private async Task<string> IdAsync(string collection, string name) =>
        (await IdsAsync($"{Root}/{collection}?$filter=displayName eq '{name}'")).Single();

    /// <summary>Repairs each run of the last day in which users failed and which was not repaired yet.</summary>
    private async Task<int> RepairAllAsync()
    {
        int repaired = 0;
        foreach ((string workflow, JsonElement run) in await FailedAsync())
        {
            string id = Text(run, "id");
            if ((await IdsAsync($"{Root}/workflows/{workflow}/runs/{id}/reprocessedRuns")).Count > 0)
                continue;
            await RepairAsync(workflow, id);
            repaired++;
        }
        return repaired;
    }

    /// <summary>The runs of the last day in which users failed.</summary>
    private async Task<List<(string Workflow, JsonElement Run)>> FailedAsync()
    {
        List<(string, JsonElement)> failed = [];
        foreach (string workflow in await IdsAsync($"{Root}/workflows"))
        {
            JsonElement runs = await GetAsync(
                $"{Root}/workflows/{workflow}/runs?$filter=failedUsersCount gt 0 and startedDateTime ge 2026-11-21T08:30:00Z"
            );
            failed.AddRange(runs.GetProperty("value").EnumerateArray().Select(run => (workflow, run)));
        }
        return failed;
    }

    private async Task RepairAsync(string workflow, string run)
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                $"{Root}/workflows/{workflow}/activateWithScope",
                $$"""
                {"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","run":{"id":"{{run}}"},
                  "taskScope":"failedTasks","userScope":"failedUsers"} }
                """
            )
        );
        Assert.NotEmpty(await IdsAsync($"{Root}/workflows/{workflow}/runs/{run}/reprocessedRuns"));
    }
}
