using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>What is tried before it is done.</summary>
public sealed class PreviewRunTests : WorkflowActionTest
{
    private const string Ada = """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"ada"}]}""";
    private const string Bob = """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"bob"}]}""";

    [Fact]
    public async Task A_preview_shows_what_would_happen_and_does_not_do_it()
    {
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("leavers", "previewWorkflow", Bob));

        JsonElement run = await NewestRunAsync();
        Assert.Equal("preview", Text(run, "workflowExecutionType"));
        Assert.Equal(["bob d failed", "bob l canceled"], await DoneAsync(run));
        JsonElement userResult = Assert.Single(
            await ListAsync($"{Leavers}/userProcessingResults?$filter=workflowExecutionType eq 'preview'")
        );
        Assert.Equal("preview", Text(userResult, "workflowExecutionType"));

        // The failure that happens once is still to come.
        await ActAsync("leavers", "activate", """{"subjects":[{"id":"bob"}]}""");
        Assert.Equal(
            ["failed", "failed"],
            (await ListAsync($"{Leavers}/runs?$filter=startedDateTime eq 2026-11-22T08:30:00Z")).Select(each =>
                Text(each, "processingStatus")
            )
        );
    }

    [Fact]
    public async Task Nobody_is_called_and_nothing_waits()
    {
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("waiting", "previewWorkflow", Ada));

        Assert.Equal(
            ["ada w1 completed", "ada w2 completed", "ada w3 completed"],
            await DoneAsync(await NewestRunAsync("waiting"), "waiting")
        );
        Assert.Empty((await GetAsync("emulator/callouts")).EnumerateArray());
    }

    [Fact]
    public async Task Previews_count_in_no_summary()
    {
        const string period = "summary(startDateTime=2026-11-22T08:00:00Z,endDateTime=2026-11-22T09:00:00Z)";
        await ActAsync("waiting", "previewWorkflow", Ada);

        Assert.Equal(
            0,
            (await GetAsync($"{Root}/workflows/waiting/runs/{period}")).GetProperty("totalRuns").GetInt32()
        );
        Assert.Equal(
            0,
            (await GetAsync($"{Root}/workflows/waiting/userProcessingResults/{period}"))
                .GetProperty("totalUsers")
                .GetInt32()
        );
        Assert.Equal(
            0,
            (await GetAsync($"{Root}/workflows/waiting/taskReports/{period}")).GetProperty("totalTasks").GetInt32()
        );
    }

    [Fact]
    public async Task What_is_disabled_or_quarantined_can_be_tried()
    {
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("off", "previewWorkflow", Ada));
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync("ill", "previewWorkflow", Ada));
    }

    [Fact]
    public async Task A_preview_is_not_processed_again()
    {
        await ActAsync("leavers", "previewWorkflow", Bob);
        string run = Text(await NewestRunAsync(), "id");

        Assert.Equal(
            HttpStatusCode.BadRequest,
            await ActivateAsync(
                "leavers",
                "activateRunScope",
                $$""" "run":{"id":"{{run}}"},"taskScope":"failedTasks","userScope":"failedUsers" """
            )
        );
    }

    [Theory]
    [InlineData("""{"subjects":[{"id":"ada"}]}""")]
    [InlineData("""{"subjects":[{"@odata.type":"#microsoft.graph.group","id":"ada"}]}""")]
    [InlineData("""{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"nobody"}]}""")]
    [InlineData("""{"subjects":[]}""")]
    [InlineData("{}")]
    public async Task Wrong_subjects_are_refused(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, await ActAsync("waiting", "previewWorkflow", body));

        Assert.Empty(await IdsAsync($"{Root}/workflows/waiting/runs"));
    }

    [Fact]
    public async Task Tasks_that_would_fail_are_told_with_the_reason()
    {
        Assert.Equal(
            ["b1: The group does not exist."],
            await FailuresAsync("broken", """{"roles":["LifecycleWorkflows.Read.All"],"appId":"runbook"}""")
        );
        Assert.Empty(await FailuresAsync("waiting", """{"roles":["LifecycleWorkflows.Read.All"]}"""));
        await ActAsync("broken", "activate", """{"subjects":[{"id":"ada"}]}""");
    }

    [Theory]
    [InlineData("""{"scopes":["LifecycleWorkflows.Read.All"],"user":"CYD@contoso.com"}""", "")]
    [InlineData(
        """{"scopes":["LifecycleWorkflows.Read.All"],"user":"ada@contoso.com"}""",
        "l: The caller lacks the role License Administrator."
    )]
    [InlineData(
        """{"scopes":["LifecycleWorkflows.Read.All"],"user":"ada@contoso.com","appId":"runbook"}""",
        "l: The caller lacks the role License Administrator."
    )]
    [InlineData("""{"roles":["LifecycleWorkflows.Read.All"],"appId":"runbook"}""", "")]
    [InlineData(
        """{"roles":["LifecycleWorkflows.Read.All"],"appId":"another"}""",
        "l: The caller lacks the role License Administrator."
    )]
    public async Task The_roles_of_the_caller_matter(string token, string failures) =>
        Assert.Equal(failures, string.Join(',', await FailuresAsync("leavers", token)));

    [Fact]
    public async Task A_task_that_is_not_set_up_well_fails_when_it_runs()
    {
        await ActAsync("broken", "activate", """{"subjects":[{"id":"ada"}]}""");

        Assert.Equal(["ada b1 failed", "ada b2 completed"], await DoneAsync(await NewestRunAsync("broken"), "broken"));
    }

    private async Task<string[]> FailuresAsync(string workflow, string token)
    {
        System.Net.Http.Headers.AuthenticationHeaderValue? before = Client.DefaultRequestHeaders.Authorization;
        Client.DefaultRequestHeaders.Authorization = new("Bearer", await TokenAsync(token));
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post,
            $"{Root}/workflows/{workflow}/previewTaskFailures"
        );
        Client.DefaultRequestHeaders.Authorization = before;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement[] failures =
        [
            .. JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).GetProperty("value").EnumerateArray(),
        ];
        Assert.All(
            failures,
            failure =>
                Assert.Equal(
                    ["definitionId", "failureReason", "name", "taskId"],
                    failure.EnumerateObject().Select(member => member.Name).Order()
                )
        );
        return [.. failures.Select(failure => $"{Text(failure, "taskId")}: {Text(failure, "failureReason")}")];
    }
}
