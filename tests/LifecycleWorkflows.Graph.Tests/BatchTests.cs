using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class BatchTests
{
    private static readonly ResourcePath Results = new(ApiVersions.V1, new() { WorkflowId = "w", TaskId = "t" }, "identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults");

    /// <summary>How long a batch that is not full waits for company.</summary>
    internal static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Twenty_answers_travel_in_one_request_and_the_rest_in_another()
    {
        FakeService service = new((request, _) => Answer(request, _ => (204, null)));
        Settled[] settled = await ResumeAsync(service, 45);
        Assert.All(settled, each => Assert.Equal((Settlement.Resumed, 1), (each.Settlement, each.Attempts)));
        Assert.Equal([20, 20, 5], service.Requests.Select(request => Parts(request).Length).OrderDescending());
        Assert.All(service.Requests, request => Assert.Equal("/v1.0/$batch", request.Uri.AbsolutePath));
        Assert.Equal(45, service.Requests.SelectMany(Parts).Select(part => (string?)part["url"]).Distinct().Count());
        const string First =
            "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/a%2Fb%3F0/resume";
        JsonNode part = Assert.Single(service.Requests.SelectMany(Parts), part => (string?)part["url"] == First);
        Assert.Equal("completed", (string?)part["body"]!["data"]!["operationStatus"]);
        Assert.Equal("application/json", (string?)part["headers"]!["Content-Type"]);
    }

    [Fact]
    public async Task Only_the_parts_that_were_throttled_are_sent_again()
    {
        HashSet<string> throttled = [];
        FakeService service = new((request, _) => Answer(request, url => url.Contains('5', StringComparison.Ordinal) && throttled.Add(url) ? (429, "0") : (204, null)));
        Settled[] settled = await ResumeAsync(service, 20);
        Assert.All(settled, each => Assert.Equal(Settlement.Resumed, each.Settlement));
        Assert.Equal([1, 2], settled.Select(each => each.Attempts).Distinct().Order());
        Assert.Equal(20 + throttled.Count, service.Requests.SelectMany(Parts).Count());
    }

    [Fact]
    public async Task A_refused_part_does_not_touch_the_others()
    {
        FakeService service = new((request, _) => Answer(request, url => url.EndsWith("3/resume", StringComparison.Ordinal) ? (403, null) : (204, null)));
        Settled[] settled = await ResumeAsync(service, 5);
        Assert.Equal([Settlement.Resumed, Settlement.Resumed, Settlement.Resumed, Settlement.Failed, Settlement.Resumed], settled.Select(each => each.Settlement));
        Assert.Equal((ErrorCondition.PermissionDenied, "Refused"), (settled[3].Failure!.Condition, settled[3].Failure!.Code));
    }

    [Fact]
    public async Task A_part_without_an_answer_is_settled_by_reading()
    {
        FakeService service = new((request, _) => request.Method == HttpMethod.Get
            ? Ok("""{"id":"x","processingStatus":"completed"}""")
            : Answer(request, url => url.EndsWith("1/resume", StringComparison.Ordinal) ? (0, null) : (204, null)));
        Settled[] settled = await ResumeAsync(service, 3);
        Assert.Equal([Settlement.Resumed, Settlement.ResumedAfterCheck, Settlement.Resumed], settled.Select(each => each.Settlement));
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Get);
    }

    [Fact]
    public async Task Parts_of_a_batch_that_failed_do_not_share_their_failure()
    {
        Settled[] settled = await ResumeAsync(new(() => Refusal(403, "Refused")), 3);
        Assert.Equal(3, settled.Select(each => each.Failure).Distinct().Count());
        Assert.All(settled, each => Assert.Equal((ErrorCondition.PermissionDenied, 403, "Refused", 1), (each.Failure!.Condition, each.Failure.StatusCode, each.Failure.Code, each.Attempts)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(299)]
    public async Task A_part_with_another_success_is_not_taken_for_refused(int status)
    {
        FakeService service = new((request, _) => request.Method == HttpMethod.Get
            ? Ok("""{"id":"x","processingStatus":"completed"}""")
            : Answer(request, _ => (status, null)));
        Settled settled = Assert.Single(await ResumeAsync(service, 1));
        Assert.Equal((true, 1, null), (settled.IsDone, settled.Attempts, settled.Failure));
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Post);
    }

    [Theory]
    [InlineData(199, nameof(ErrorCondition.InvalidRequest))]
    [InlineData(300, nameof(ErrorCondition.UnsafeLink))]
    public async Task A_part_that_is_no_success_is_refused(int status, string condition)
    {
        FakeService service = new(() => Responses($$"""{"id":"0","status":{{status}}}"""));
        Settled settled = Assert.Single(await ResumeAsync(service, 1));
        Assert.Equal((Settlement.Failed, condition), (settled.Settlement, settled.Failure!.Condition.ToString()));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_part_s_headers_count_as_those_of_an_answer()
    {
        JumpingClock clock = new(held: Linger);
        FakeService service = new(
            () => Responses("""{"id":"0","status":429,"headers":{"Retry-After":"5","request-id":"first"}}"""),
            () => Responses("""{"id":"0","status":204,"headers":{"request-id":"second"}}"""));
        Settled settled = Assert.Single(await ResumeAsync(service, 1, clock));
        Assert.Equal((Settlement.Resumed, 2, "second"), (settled.Settlement, settled.Attempts, settled.RequestId));
        Assert.Equal([0.01, 5, 0.01], clock.Pauses);
    }

    [Fact]
    public async Task A_refused_part_keeps_its_own_code_and_request_id()
    {
        FakeService service = new(() => Responses(
            """
            {"id":"0","status":403,"headers":{"request-id":"r"},"body":{"error":{"code":"Denied"}}},
            {"id":"1","status":403,"headers":null}
            """));
        Settled[] settled = await ResumeAsync(service, 2);
        Assert.All(settled, each => Assert.Equal(ErrorCondition.PermissionDenied, each.Failure!.Condition));
        Assert.Equal(
            [("Denied", "r"), (null, null)], settled.Select(each => (each.Failure!.Code, each.Failure.RequestId)));
        Assert.Equal(
            settled.Select(each => each.Failure!.ClientRequestId),
            Parts(service.Requests[0]).Select(part => (string?)part["headers"]!["client-request-id"]));
    }

    [Fact]
    public async Task Answers_that_belong_to_no_part_are_passed_over()
    {
        FakeService service = new(() => Responses(
            """{"id":"x","status":403},{"id":"-1","status":403},{"id":"1","status":403},{"id":"0","status":204}"""));
        Assert.Equal(Settlement.Resumed, Assert.Single(await ResumeAsync(service, 1)).Settlement);
    }

    [Fact]
    public async Task A_batch_that_was_refused_is_repeated_by_its_parts()
    {
        FakeService service = new(
            (request, number) => number == 1 ? RetryAfter(503, "7") : Answer(request, _ => (204, null)));
        JumpingClock clock = new(held: Linger);
        Settled[] settled = await ResumeAsync(service, 3, clock);
        Assert.All(settled, each => Assert.Equal((Settlement.Resumed, 2), (each.Settlement, each.Attempts)));
        Assert.Contains(7, clock.Pauses);
    }

    [Fact]
    public async Task A_stop_ends_the_batch()
    {
        using CancellationTokenSource stop = new();
        FakeService service = new(async (_, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, stop.Token);
            return null!;
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TestConnection.To(service).Client.TaskProcessingResults.ResumeAsync(
            Results, "x", new(OperationStatus.Completed, "s", "t", InBatch: true), new Notices(), stop.Token));
    }

    /// <summary>Asks for all before a batch that is not full leaves.</summary>
    private static async Task<Settled[]> ResumeAsync(FakeService service, int count, JumpingClock? clock = null)
    {
        clock ??= new(held: Linger);
        TaskProcessingResults results = new(GraphTransportTests.TransportWith(service, 0, clock));
        Task<Settled>[] all = [.. Enumerable.Range(0, count).Select(number => results.ResumeAsync(
            Results, $"a/b?{number}", new(OperationStatus.Completed, "s", "t", InBatch: true), new Notices(),
            TestContext.Current.CancellationToken))];
        clock.LetGo();
        return await Task.WhenAll(all);
    }

    private static HttpResponseMessage Responses(string responses) => Ok($$"""{"responses":[{{responses}}]}""");

    private static JsonNode[] Parts(SentRequest request) => [.. JsonNode.Parse(request.Body!)!["requests"]!.AsArray().Select(part => part!)];

    /// <summary>Answers a batch, last part first; a part with status 0 is left out.</summary>
    private static HttpResponseMessage Answer(SentRequest request, Func<string, (int Status, string? RetryAfter)> statusOf)
    {
        JsonArray responses = [];
        foreach (JsonNode part in Parts(request).Reverse())
        {
            (int status, string? retryAfter) = statusOf((string)part["url"]!);
            JsonObject response = new() { ["id"] = (string?)part["id"], ["status"] = status, ["headers"] = new JsonObject() };
            if (retryAfter is not null)
                response["headers"]!["Retry-After"] = retryAfter;
            if (status >= 400)
                response["body"] = JsonNode.Parse("""{"error":{"code":"Refused","message":"Adele"}}""");
            if (status > 0)
                responses.Add((JsonNode)response);
        }
        return Ok(new JsonObject { ["responses"] = responses }.ToJsonString());
    }
}
