using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class StateMachineTests : EmulatorTest
{
    private static readonly string Workflow =
        $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}";
    private static readonly string Run = $"{Workflow}/runs/{Uri.EscapeDataString(TestSeed.Run)}";
    private static readonly string UserResult =
        $"{Workflow}/userProcessingResults/{Uri.EscapeDataString(TestSeed.UserResult)}";
    private static readonly string Waiting = Result(TestSeed.Waiting);

    [Fact]
    public async Task A_run_with_a_waiting_task_is_in_progress()
    {
        JsonElement run = await GetAsync(Run);

        Assert.Equal("inProgress", Text(run, "processingStatus"));
        Assert.Equal(JsonValueKind.Null, run.GetProperty("completedDateTime").ValueKind);
        Assert.Equal(2, run.GetProperty("totalUnprocessedTasksCount").GetInt32());
        Assert.Equal("inProgress", Text(await GetAsync(UserResult), "processingStatus"));
    }

    [Fact]
    public async Task Completion_lets_the_next_task_run_and_everything_above_follow()
    {
        Clock.Now += TimeSpan.FromMinutes(7);
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting));

        JsonElement waiting = await GetAsync(Waiting),
            queued = await GetAsync(Result(TestSeed.Queued));
        Assert.Equal("2026-11-22T08:37:00.0000000Z", Text(waiting, "completedDateTime"));
        Assert.Equal("completed", Text(queued, "processingStatus"));
        Assert.Equal("2026-11-22T08:37:00.0000000Z", Text(queued, "startedDateTime"));

        JsonElement userResult = await GetAsync(UserResult),
            run = await GetAsync(Run);
        Assert.Equal("completed", Text(userResult, "processingStatus"));
        Assert.Equal(0, userResult.GetProperty("totalUnprocessedTasksCount").GetInt32());
        Assert.Equal("completed", Text(run, "processingStatus"));
        Assert.Equal(1, run.GetProperty("successfulUsersCount").GetInt32());
        Assert.Equal("2026-11-22T08:37:00.0000000Z", Text(run, "completedDateTime"));
        Assert.Equal("2026-11-22T08:37:00.0000000Z", Text(run, "lastUpdatedDateTime"));
        foreach (
            JsonElement report in (await GetAsync($"{Workflow}/taskReports")).GetProperty("value").EnumerateArray()
        )
        {
            Assert.Equal("completed", Text(report, "processingStatus"));
            Assert.Equal(1, report.GetProperty("successfulUsersCount").GetInt32());
        }
    }

    [Fact]
    public async Task Failure_cancels_what_comes_after_and_fails_the_user()
    {
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting, "failed"));

        JsonElement waiting = await GetAsync(Waiting);
        Assert.Equal("failed", Text(waiting, "processingStatus"));
        Assert.NotEqual("", Text(waiting, "failureReason"));
        Assert.Equal("canceled", Text(await GetAsync(Result(TestSeed.Queued)), "processingStatus"));
        Assert.Equal("failed", Text(await GetAsync(UserResult), "processingStatus"));
        JsonElement run = await GetAsync(Run);
        Assert.Equal("failed", Text(run, "processingStatus"));
        Assert.Equal(1, run.GetProperty("failedTasksCount").GetInt32());
        Assert.Equal(1, run.GetProperty("failedUsersCount").GetInt32());
    }

    [Theory, InlineData("completed"), InlineData("Completed"), InlineData("COMPLETED")]
    public async Task The_letter_case_of_the_operation_status_does_not_matter(string operationStatus) =>
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting, operationStatus));

    [Theory]
    [InlineData("""{"data":{"operationStatus":"done"},"source":"s","type":"t"}""")]
    [InlineData("""{"data":{"operationStatus":"unknownFutureValue"}}""")]
    [InlineData("""{"data":{"operationStatus":1}}""")]
    [InlineData("""{"data":{"operationStatus":"\ud800"}}""")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":"Completed"}""")]
    [InlineData("""{"source":"s","type":"t"}""")]
    [InlineData("""{"source":1,"data":{"operationStatus":"completed"}}""")]
    [InlineData(
        """{"data":{"@odata.type":"#microsoft.graph.accessPackageAssignmentRequestCallbackData","operationStatus":"completed"}}"""
    )]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("{")]
    public async Task A_wrong_body_is_a_bad_request_and_changes_nothing(string body)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Post, $"{Waiting}/resume", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", Text(error, "code"));
        Assert.Equal("inProgress", Text(await GetAsync(Waiting), "processingStatus"));
    }

    [Theory]
    [InlineData("#microsoft.graph.identityGovernance.customTaskExtensionCallbackData")]
    [InlineData("microsoft.graph.identityGovernance.customTaskExtensionCallbackData")]
    public async Task The_right_type_is_accepted(string type) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                $"{Waiting}/resume",
                $$$"""{"data":{"@odata.type":"{{{type}}}","operationStatus":"completed"}}"""
            )
        );

    [Fact]
    public async Task A_queued_result_cannot_be_resumed()
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(
            HttpMethod.Post,
            $"{Result(TestSeed.Queued)}/resume",
            ResumeBody("completed")
        );

        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Equal("Conflict", Text(error, "code"));
    }

    [Fact]
    public async Task A_result_of_another_task_is_not_found_below_this_one() =>
        Assert.Equal(
            HttpStatusCode.NotFound,
            await ResumeAsync(
                $"{Workflow}/tasks/{Uri.EscapeDataString(TestSeed.MailTask)}/"
                    + $"taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}"
            )
        );

    [Fact]
    public async Task Of_many_who_resume_at_once_exactly_one_succeeds()
    {
        HttpStatusCode[] statuses = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => ResumeAsync(Waiting)));

        Assert.Single(statuses, HttpStatusCode.NoContent);
        Assert.Equal(63, statuses.Count(status => status == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Of_four_who_resume_each_of_many_results_exactly_one_succeeds()
    {
        JsonElement made = await GenerateAsync("""{"users":1000,"tasksPerUser":1,"waiting":true}""");
        string collection =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{made.GetProperty("workflowIds")[0]}/tasks/{made.GetProperty("taskIds")[0]}/taskProcessingResults";
        IEnumerable<string> ids = made.GetProperty("taskProcessingResultIds")
            .EnumerateArray()
            .Select(id => id.GetString()!);
        int succeeded = 0;

        await Parallel.ForEachAsync(
            ids,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Ct },
            async (id, _) =>
            {
                HttpStatusCode[] statuses = await Task.WhenAll(
                    Enumerable.Range(0, 4).Select(_ => ResumeAsync($"{collection}/{id}"))
                );
                Interlocked.Add(ref succeeded, statuses.Count(status => status == HttpStatusCode.NoContent));
            }
        );

        Assert.Equal(1000, succeeded);
    }

    [Fact]
    public async Task Many_results_are_resumed_in_parallel()
    {
        JsonElement made = await GenerateAsync("""{"users":200,"tasksPerUser":2,"waiting":true}""");
        string collection =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{made.GetProperty("workflowIds")[0]}/tasks/{made.GetProperty("taskIds")[1]}/taskProcessingResults";
        string[] ids =
        [
            .. (await PagesAsync(collection))
                .SelectMany(page => page.GetProperty("value").EnumerateArray())
                .Select(item => Text(item, "id")),
        ];

        HttpStatusCode[] statuses = await Task.WhenAll(ids.Select(id => ResumeAsync($"{collection}/{id}")));

        Assert.Equal(200, statuses.Count(status => status == HttpStatusCode.NoContent));
        Assert.Empty(await IdsAsync($"{collection}?$filter=processingStatus eq 'inProgress'"));
        JsonElement run = await GetAsync(
            $"v1.0/{LifecycleWorkflows}/"
                + $"workflows/{made.GetProperty("workflowIds")[0]}/runs/{made.GetProperty("runIds")[0]}"
        );
        Assert.Equal("completed", Text(run, "processingStatus"));
        Assert.Equal(200, run.GetProperty("successfulUsersCount").GetInt32());
    }

    private static string Result(string id) => $"{Run}/taskProcessingResults/{Uri.EscapeDataString(id)}";

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
