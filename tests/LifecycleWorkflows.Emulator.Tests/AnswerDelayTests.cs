using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>A service that has an answer, and does not show it yet.</summary>
public sealed class AnswerDelayTests : EmulatorTest
{
    private static readonly string Waiting =
        $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}/"
        + $"runs/{Uri.EscapeDataString(TestSeed.Run)}/taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}";

    private const string Request = "v1.0/identityGovernance/entitlementManagement/assignmentRequests/q%2F1";
    private const string Callback = """
        {"source":"s","type":"t","data":{"@odata.type":"microsoft.graph.accessPackageAssignmentRequestCallbackData","stage":"assignmentRequestCreated",
        "customExtensionStageInstanceId":"i1","state":"Denied"}}
        """;

    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task A_task_stays_in_progress_until_the_delay_is_over(string status)
    {
        await SetAsync("""{"taskAnswerDelay":{"minimum":"PT10S"}}""");
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting, status));

        Clock.Now += TimeSpan.FromSeconds(9.9);
        Assert.Equal("inProgress", await StatusAsync());
        Clock.Now += TimeSpan.FromSeconds(0.2);
        Assert.Equal(status, await StatusAsync());
        Assert.Equal(
            "2026-11-22T08:30:10.0000000Z",
            (await GetAsync(Waiting)).GetProperty("completedDateTime").GetString()
        );
    }

    [Fact]
    public async Task A_second_answer_is_accepted_and_counted_while_the_first_is_queued_and_the_first_counts()
    {
        await SetAsync("""{"taskAnswerDelay":{"minimum":"PT10S"}}""");
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting));
        Clock.Now += TimeSpan.FromSeconds(5);
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting, "failed"));
        Clock.Now += TimeSpan.FromSeconds(20);
        Assert.Equal("completed", await StatusAsync());
        Assert.Equal(HttpStatusCode.Conflict, await ResumeAsync(Waiting));
        Assert.Equal(2, (await ResultAsync()).GetProperty("acceptedAnswers").GetInt32());
    }

    [Fact]
    public async Task A_request_keeps_waiting_until_the_delay_is_over()
    {
        await SetAsync("""{"requestAnswerDelay":{"minimum":"PT5M"}}""");
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, $"{Request}/resume", Callback));
        Clock.Now += TimeSpan.FromMinutes(4.9);
        Assert.Equal("WaitingForCallback", (await GetAsync(Request)).GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, $"{Request}/resume", Callback));

        Clock.Now += TimeSpan.FromMinutes(0.2);
        JsonElement request = await GetAsync(Request);
        Assert.Equal(
            ("denied", "2026-11-22T08:35:00.0000000Z"),
            (request.GetProperty("state").GetString(), request.GetProperty("completedDateTime").GetString())
        );
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, $"{Request}/resume", Callback));
        JsonElement told = (await GetAsync("emulator/state"))
            .GetProperty("assignmentRequests")
            .EnumerateArray()
            .Single(each => each.GetProperty("id").GetString() == "q/1");
        Assert.Equal(
            ("denied", "Denied", 2),
            (
                told.GetProperty("state").GetString(),
                told.GetProperty("status").GetString(),
                told.GetProperty("callouts")[0].GetProperty("acceptedAnswers").GetInt32()
            )
        );
    }

    [Fact]
    public async Task What_ended_meanwhile_stays_as_it_ended()
    {
        await SetAsync("""{"taskAnswerDelay":{"minimum":"PT10S"}}""");
        await ResumeAsync(Waiting);
        using HttpResponseMessage failed = await SendAsync(
            HttpMethod.Post,
            "emulator/fail-task",
            $$"""{"taskProcessingResultId":"{{TestSeed.Waiting}}"}"""
        );
        Assert.Equal(HttpStatusCode.NoContent, failed.StatusCode);
        Clock.Now += TimeSpan.FromSeconds(20);
        Assert.Equal("failed", await StatusAsync());
    }

    [Fact]
    public async Task Delays_lie_between_two_and_come_again_for_the_same_seed()
    {
        JsonElement made = await GenerateAsync("""{"users":60,"waiting":true}""");
        string collection =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{made.GetProperty("workflowIds")[0]}/tasks/{made.GetProperty("taskIds")[0]}/taskProcessingResults";
        string[] ids = [.. made.GetProperty("taskProcessingResultIds").EnumerateArray().Select(id => id.GetString()!)];
        List<List<double>> all = [];
        foreach (string[] part in ids.Chunk(20))
        {
            await SetAsync(
                $$$"""{"taskAnswerDelay":{"minimum":"PT1S","maximum":"PT25S","seed":{{{(all.Count < 2 ? 7 : 8)}}}}}"""
            );
            DateTimeOffset start = Clock.Now;
            foreach (string id in part)
                Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync($"{collection}/{id}"));
            Clock.Now += TimeSpan.FromSeconds(25);
            List<double> seconds = [];
            foreach (string id in part)
                seconds.Add(
                    (
                        (await GetAsync($"{collection}/{id}")).GetProperty("completedDateTime").GetDateTimeOffset()
                        - start
                    ).TotalSeconds
                );
            all.Add(seconds);
        }
        Assert.Equal(all[0], all[1]);
        Assert.NotEqual(all[0], all[2]);
        Assert.All(all.SelectMany(each => each), seconds => Assert.InRange(seconds, 1, 25));
        Assert.True(all[0].Max() - all[0].Min() > 10);
    }

    [Fact]
    public async Task A_change_of_other_settings_does_not_begin_the_times_again()
    {
        JsonElement made = await GenerateAsync("""{"users":40,"waiting":true}""");
        string collection =
            $"v1.0/{LifecycleWorkflows}/"
            + $"workflows/{made.GetProperty("workflowIds")[0]}/tasks/{made.GetProperty("taskIds")[0]}/taskProcessingResults";
        string[] ids = [.. made.GetProperty("taskProcessingResultIds").EnumerateArray().Select(id => id.GetString()!)];
        List<TimeSpan[]> all = [];
        foreach (string[] part in ids.Chunk(20))
        {
            await SetAsync("""{"taskAnswerDelay":{"minimum":"PT1S","maximum":"PT25S","seed":7}}""");
            DateTimeOffset start = Clock.Now;
            foreach (string id in part)
            {
                if (all.Count > 0)
                    await SetAsync("""{"pageSize":50,"taskAnswerDelay":null,"signInUser":""}""");
                await ResumeAsync($"{collection}/{id}");
            }
            Clock.Now += TimeSpan.FromSeconds(25);
            List<TimeSpan> times = [];
            foreach (string id in part)
                times.Add(
                    (await GetAsync($"{collection}/{id}")).GetProperty("completedDateTime").GetDateTimeOffset() - start
                );
            all.Add([.. times]);
        }
        JsonElement settings = await GetAsync("emulator/settings");

        Assert.Equal(all[0], all[1]);
        Assert.Equal(50, settings.GetProperty("pageSize").GetInt32());
        Assert.Equal(JsonValueKind.Null, settings.GetProperty("signInUser").ValueKind);
    }

    [Theory]
    [InlineData("""{"taskAnswerDelay":{"minimum":"-PT1S"}}""")]
    [InlineData("""{"requestAnswerDelay":{"minimum":"PT2S","maximum":"PT1S"}}""")]
    [InlineData("""{"taskAnswerDelay":{"minimum":"soon"}}""")]
    [InlineData("""{"taskAnswerDelay":{"least":"PT1S"}}""")]
    public async Task A_delay_that_makes_no_sense_is_refused_and_changes_nothing(string patch)
    {
        string before = (await GetAsync("emulator/settings")).GetRawText();
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Patch, "emulator/settings", patch));
        Assert.Equal(before, (await GetAsync("emulator/settings")).GetRawText());
    }

    [Fact]
    public async Task The_settings_show_both_delays()
    {
        await SetAsync("""{"taskAnswerDelay":{"minimum":"PT10S"},"requestAnswerDelay":{"maximum":"PT10M","seed":3}}""");
        JsonElement settings = await GetAsync("emulator/settings");
        Assert.Equal(
            """{"minimum":"PT10S","maximum":"PT10S","seed":0}""",
            settings.GetProperty("taskAnswerDelay").GetRawText()
        );
        Assert.Equal(
            """{"minimum":"PT0S","maximum":"PT10M","seed":3}""",
            settings.GetProperty("requestAnswerDelay").GetRawText()
        );
    }

    [Fact]
    public async Task What_has_a_GUID_is_answered_in_any_letter_case()
    {
        JsonElement made = await GenerateAsync("""{"users":1,"waiting":true}""");
        string workflow = made.GetProperty("workflowIds")[0].GetString()!,
            run = made.GetProperty("runIds")[0].GetString()!;
        string id = made.GetProperty("taskProcessingResultIds")[0].GetString()!;
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ResumeAsync(Result(workflow.ToUpperInvariant(), run, id.ToUpperInvariant()))
        );
        Assert.Equal(
            "completed",
            (await GetAsync(Result(workflow, run.ToUpperInvariant(), id))).GetProperty("processingStatus").GetString()
        );

        using HttpResponseMessage placed = await SendAsync(
            HttpMethod.Post,
            "emulator/assignment-requests",
            """{"requestor":"user 1","customExtensionId":"x1"}"""
        );
        JsonElement ids = JsonElement.Parse(await placed.Content.ReadAsStringAsync(Ct));
        string body = Callback.Replace(
            "i1",
            ids.GetProperty("customExtensionStageInstanceId").GetString()!.ToUpperInvariant(),
            StringComparison.Ordinal
        );
        string request =
            "v1.0/identityGovernance/entitlementManagement/"
            + $"assignmentRequests/{ids.GetProperty("accessPackageAssignmentRequestId").GetString()!.ToUpperInvariant()}";
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, $"{request}/resume", body));
        Assert.Equal("denied", (await GetAsync(request)).GetProperty("state").GetString());
    }

    private static string Result(string workflow, string run, string id) =>
        $"v1.0/{LifecycleWorkflows}/workflows/{workflow}/runs/{run}/taskProcessingResults/{id}";

    private async Task SetAsync(string patch) =>
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Patch, "emulator/settings", patch));

    private async Task<string> StatusAsync() => (await GetAsync(Waiting)).GetProperty("processingStatus").GetString()!;

    private async Task<JsonElement> ResultAsync() =>
        (await GetAsync("emulator/state"))
            .GetProperty("taskProcessingResults")
            .EnumerateArray()
            .Single(result =>
                (result.GetProperty("id").GetString(), result.GetProperty("workflowId").GetString())
                == (TestSeed.Waiting, TestSeed.Workflow)
            );
}
