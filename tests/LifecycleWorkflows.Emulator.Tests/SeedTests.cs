using System.Net;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Seeding;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class SeedTests : EmulatorTest
{
    [Fact]
    public async Task Durations_are_offsets_from_the_start()
    {
        JsonElement run = (
            await GetAsync($"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}/runs")
        ).GetProperty("value")[0];

        Assert.Equal("2026-11-22T05:30:00.0000000Z", run.GetProperty("scheduledDateTime").GetString());
        Assert.Equal("2026-11-22T06:30:00.0000000Z", run.GetProperty("startedDateTime").GetString());
    }

    [Theory]
    [InlineData("PT1H", "2026-11-22T09:30:00Z")]
    [InlineData("-P1DT1M", "2026-11-21T08:29:00Z")]
    [InlineData("2026-11-01T10:00:00.1234567+02:00", "2026-11-01T08:00:00.1234567Z")]
    public void Dates_are_absolute_or_relative(string text, string expected) =>
        Assert.Equal(
            DateTime.Parse(expected, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
            SeedDate.Parse(text, Clock.Now.UtcDateTime)
        );

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData("""{"workflow":[]}""", "workflow")]
    [InlineData("""{"users":[{}]}""", "id")]
    [InlineData("""{"users":[{"id":"1"},{"id":"1"}]}""", "two items '1'")]
    [InlineData("""{"workflows":[{"id":"w","displayName":"W","category":"joiner","versions":[]}]}""", "no version")]
    [InlineData(
        """{"workflows":[{"id":"w","displayName":"W","category":"sleeper","versions":[{"versionNumber":1}]}]}""",
        "sleeper"
    )]
    [InlineData(
        """{"workflows":[{"id":"w","displayName":"W","category":"joiner","versions":["""
            + """{"versionNumber":1,"createdDateTime":"soon"}]}]}""",
        "soon"
    )]
    [InlineData(
        """{"workflows":[{"id":"w","displayName":"W","category":"joiner","versions":["""
            + """{"versionNumber":1,"tasks":[{"id":"t","taskDefinitionId":"d"}]}]}]}""",
        "no task definition 'd'"
    )]
    [InlineData("""{"groups":[{"id":"g","displayName":"G","members":["u"]}]}""", "no user 'u'")]
    [InlineData(
        """{"settings":{"quarantineConfiguration":{"matchMode":"any","conditions":[{}]}}}""",
        "quarantine configuration"
    )]
    [InlineData(
        """{"workflows":[{"id":"w","displayName":"W","category":"joiner","versions":[{"versionNumber":1}],"quarantineConfiguration":{"matchMode":"some","conditions":[]}}]}""",
        "matchMode"
    )]
    public async Task What_does_not_fit_is_refused_with_the_reason(string json, string reason)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(path, json, Ct);

        SeedException refusal = await Assert.ThrowsAsync<SeedException>(() =>
            EmulatorHost.StartAsync(new() { SeedPath = path }, Ct)
        );

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}

/// <summary>The tenant that is built in.</summary>
public sealed class SampleTests : EmulatorTest
{
    protected override string? Seed => null;

    [Fact]
    public async Task Has_what_the_story_needs()
    {
        JsonElement state = await GetAsync("emulator/state");
        string?[] waitingWorkflows =
        [
            .. state
                .GetProperty("taskProcessingResults")
                .EnumerateArray()
                .Where(result => result.GetProperty("processingStatus").GetString() == "inProgress")
                .Select(result => result.GetProperty("workflowId").GetString())
                .Distinct(),
        ];

        Assert.Equal(
            ["Onboard new hires", "Offboard leavers", "Onboard contractors (2025)"],
            state
                .GetProperty("workflows")
                .EnumerateArray()
                .Select(workflow => workflow.GetProperty("displayName").GetString())
        );
        Assert.Equal(3, waitingWorkflows.Length);
        Assert.Equal(
            ["queued", "inProgress", "completed", "canceled", "failed"],
            state.GetProperty("taskProcessingResultsByStatus").EnumerateObject().Select(status => status.Name)
        );
        Assert.Equal(
            2,
            (
                await IdsAsync(
                    "v1.0/identityGovernance/entitlementManagement/"
                        + "assignmentRequests?$filter=status eq 'WaitingForCallback'"
                )
            ).Count
        );
    }

    [Fact]
    public async Task What_failed_in_the_last_day_is_repaired_at_once()
    {
        string workflow = await WorkflowAsync("Onboard new hires");
        string run = Uri.EscapeDataString(
            (
                await IdsAsync(
                    $"{workflow}/runs?$filter=failedUsersCount gt 0 and startedDateTime ge 2026-11-21T08:30:00Z"
                )
            ).Single()
        );

        await StatusAsync(
            HttpMethod.Post,
            $"{workflow}/activateWithScope",
            $$"""
            {"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateRunScope","run":{"id":"{{run}}"},
              "taskScope":"failedTasks","userScope":"failedUsers"} }
            """
        );

        JsonElement repair = (await GetAsync($"{workflow}/runs/{run}/reprocessedRuns")).GetProperty("value")[0];
        Assert.Equal("completed", repair.GetProperty("processingStatus").GetString());
        Assert.Equal(1, repair.GetProperty("successfulUsersCount").GetInt32());
    }

    [Fact]
    public async Task Leavers_can_be_started()
    {
        string workflow = await WorkflowAsync("Offboard leavers");
        string group = (await IdsAsync("v1.0/groups?$filter=displayName eq 'Leaving this month'")).Single();

        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                $"{workflow}/activateWithScope",
                $$""" {"scope":{"@odata.type":"#microsoft.graph.identityGovernance.activateGroupScope","group":{"id":"{{group}}"} } } """
            )
        );
        Assert.Equal(
            37,
            (await GetAsync($"{workflow}/runs?$filter=workflowExecutionType eq 'activatedWithScope'"))
                .GetProperty("value")[0]
                .GetProperty("totalUsersCount")
                .GetInt32()
        );
    }

    [Fact]
    public async Task Runs_cover_every_outcome()
    {
        List<string> statuses = [];
        foreach (string workflow in await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows"))
        {
            JsonElement runs = (await GetAsync($"v1.0/{LifecycleWorkflows}/workflows/{workflow}/runs")).GetProperty(
                "value"
            );
            statuses.AddRange(runs.EnumerateArray().Select(run => run.GetProperty("processingStatus").GetString()!));
        }

        Assert.Equal(["completed", "completedWithErrors", "inProgress"], statuses.Distinct().Order());
    }

    [Fact]
    public async Task User_results_of_the_last_seven_days_are_listed_unless_the_filter_names_their_start()
    {
        string workflow = (await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows"))[0];
        string userResults = $"v1.0/{LifecycleWorkflows}/workflows/{workflow}/userProcessingResults";

        Assert.Equal(8, (await IdsAsync(userResults)).Count);
        Assert.Equal(10, (await IdsAsync($"{userResults}?$filter=startedDateTime ge 2026-10-01T00:00:00Z")).Count);
        Assert.Equal(2, (await IdsAsync($"{userResults}?$filter=startedDateTime lt 2026-11-15T00:00:00Z")).Count);
        Assert.Equal("8", await Client.GetStringAsync(new Uri($"{userResults}/$count", UriKind.Relative), Ct));

        int belowRuns = 0;
        foreach (string run in await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows/{workflow}/runs"))
            belowRuns += (
                await IdsAsync(
                    $"v1.0/{LifecycleWorkflows}/workflows/{workflow}/"
                        + $"runs/{Uri.EscapeDataString(run)}/userProcessingResults"
                )
            ).Count;
        Assert.Equal(10, belowRuns);
    }

    [Fact]
    public async Task A_task_that_launches_and_continues_does_not_wait()
    {
        JsonElement state = await GetAsync("emulator/state");
        JsonElement waiting = state
            .GetProperty("taskProcessingResults")
            .EnumerateArray()
            .First(result =>
                result.GetProperty("processingStatus").GetString() == "inProgress"
                && !result.GetProperty("deleted").GetBoolean()
                && !result.GetProperty("runId").GetString()!.Contains('_')
            );
        string run =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{waiting.GetProperty("workflowId")}/runs/{waiting.GetProperty("runId")}";

        await ResumeAsync($"{run}/taskProcessingResults/{waiting.GetProperty("id")}", "failed");

        JsonElement userResult = await GetAsync(
            $"{run}/userProcessingResults/{waiting.GetProperty("userProcessingResultId")}?$expand=taskProcessingResults"
        );
        Assert.Equal("completedWithErrors", userResult.GetProperty("processingStatus").GetString());
        Assert.Equal(
            ["completed", "completed", "failed", "completed", "completed"],
            userResult
                .GetProperty("taskProcessingResults")
                .EnumerateArray()
                .Select(result => result.GetProperty("processingStatus").GetString())
        );
    }

    private async Task<string> WorkflowAsync(string name) =>
        $"v1.0/{LifecycleWorkflows}/workflows/"
        + (await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows?$filter=displayName eq '{name}'")).Single();
}
