using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class ResumeTests
{
    private static readonly ResourcePath Results = new(
        ApiVersions.V1,
        new() { WorkflowId = "w", TaskId = "t" },
        "identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults"
    );

    [Fact]
    public async Task When_all_goes_well_there_is_one_POST_and_no_GET()
    {
        FakeService service = new(() => Status(204));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal((ResumeStatus.Resumed, 1), (settled.Settlement, settled.Attempts));
        Assert.Equal($"POST /v1.0/{Results.Relative}/x/resume", Log(service));
    }

    [Theory]
    [InlineData("completed", nameof(ResumeStatus.AlreadyDone))]
    [InlineData("failed", nameof(ResumeStatus.Failed))]
    [InlineData("canceled", nameof(ResumeStatus.Failed))]
    [InlineData("inProgress", nameof(ResumeStatus.Failed))]
    public async Task A_conflict_is_no_error_when_the_result_has_the_status_that_was_wanted(
        string present,
        string settlement
    )
    {
        FakeService service = new(() => Refusal(409, "Conflict"), () => Result(present));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal(settlement, settled.Settlement.ToString());
        Assert.Equal(["POST", "GET"], Methods(service));
        Assert.Equal(settlement == "Failed" ? ErrorCondition.Conflict : null, settled.Failure?.Condition);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task A_lost_reply_is_settled_by_reading(int status)
    {
        FakeService service = new(() => Status(status), () => Result("completed"));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal((ResumeStatus.ResumedAfterCheck, null), (settled.Settlement, settled.Failure));
        Assert.Equal(["POST", "GET"], Methods(service));
    }

    [Fact]
    public async Task A_lost_request_is_sent_once_more_after_reading()
    {
        FakeService service = new(Lost, () => Result("inProgress"), () => Status(204));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal((ResumeStatus.Resumed, 2), (settled.Settlement, settled.Attempts));
        Assert.Equal(["POST", "GET", "POST"], Methods(service));
    }

    [Fact]
    public async Task An_answer_that_arrived_late_after_all_counts_once()
    {
        FakeService service = new(
            Lost,
            () => Result("inProgress"),
            () => Refusal(409, "Conflict"),
            () => Result("completed")
        );
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal((ResumeStatus.ResumedAfterCheck, 2), (settled.Settlement, settled.Attempts));
    }

    [Fact]
    public async Task A_second_lost_reply_is_settled_by_reading_too_and_never_sent_a_third_time()
    {
        FakeService service = new(Lost, () => Result("inProgress"), Lost, () => Result("inProgress"));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal(
            (ResumeStatus.Unknown, ErrorCondition.ConnectionFailed),
            (settled.Settlement, settled.Failure!.Condition)
        );
        Assert.Equal(["POST", "GET", "POST", "GET"], Methods(service));
    }

    [Theory]
    [InlineData(409, "inProgress", nameof(ResumeStatus.Unknown))]
    [InlineData(403, "inProgress", nameof(ResumeStatus.Unknown))]
    [InlineData(400, "completed", nameof(ResumeStatus.ResumedAfterCheck))]
    [InlineData(403, "completed", nameof(ResumeStatus.ResumedAfterCheck))]
    [InlineData(404, "canceled", nameof(ResumeStatus.Failed))]
    public async Task After_a_lost_reply_a_refusal_does_not_say_that_nothing_arrived(
        int status,
        string present,
        string settlement
    )
    {
        FakeService service = new(
            Lost,
            () => Result("inProgress"),
            () => Refusal(status, "Refused"),
            () => Result(present)
        );
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal(settlement, $"{settled.Settlement}");
        Assert.Equal(settlement != nameof(ResumeStatus.ResumedAfterCheck), settled.Failure is not null);
        Assert.Equal(["POST", "GET", "POST", "GET"], Methods(service));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(204)]
    public async Task Accepted_is_accepted_whatever_the_result_shows(int status)
    {
        FakeService service = new(() => Status(status), () => Result("inProgress"));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal((ResumeStatus.Resumed, 1), (settled.Settlement, settled.Attempts));
        Assert.Equal(["POST"], Methods(service));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public async Task What_is_stopped_while_a_token_is_waited_for_counts_what_left_before(int slow, int attempts)
    {
        using CancellationTokenSource stop = new();
        SlowSource source = new(TimeProvider.System, slow);
        // The token for the look that follows a lost reply is another one: the first is refused.
        FakeService service = new(() => Status(500), () => Status(401));
        TaskProcessingResults results = GraphConnection
            .Create(
                new("Custom", new("https://graph.example"), null, null, "Test", ApiVersions.V1),
                source,
                service,
                new() { Random = () => 0 }
            )
            .Client.TaskProcessingResults;
        Task<ResumeResult> settled = results.ResumeAsync(
            Results,
            "x",
            new(OperationStatus.Completed, "s", "t"),
            new Notices(),
            stop.Token
        );
        await source.AskedAsync();
        await stop.CancelAsync();
        Assert.Equal(attempts, (await Assert.ThrowsAsync<CallCanceledException>(() => settled)).Attempts);
    }

    [Fact]
    public async Task What_cannot_be_read_afterwards_stays_unknown()
    {
        FakeService service = new(() => Status(500), () => Status(403));
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal(
            (ResumeStatus.Unknown, ErrorCondition.ServiceUnavailable),
            (settled.Settlement, settled.Failure!.Condition)
        );
    }

    [Fact]
    public async Task A_result_that_ended_otherwise_meanwhile_is_a_failure()
    {
        FakeService service = new(() => Status(500), () => Result("canceled"));
        Assert.Equal(ResumeStatus.Failed, (await ResumeAsync(service)).Settlement);
        Assert.Equal(["POST", "GET"], Methods(service));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_plain_refusal_costs_no_read(int status)
    {
        FakeService service = new(() => Status(status));
        Assert.Equal(ResumeStatus.Failed, (await ResumeAsync(service)).Settlement);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("completed", nameof(ResumeStatus.ResumedAfterCheck), 1, null)]
    [InlineData("inProgress", nameof(ResumeStatus.Resumed), 2, null)]
    [InlineData("failed", nameof(ResumeStatus.Failed), 1, nameof(ErrorCondition.Conflict))]
    [InlineData("queued", nameof(ResumeStatus.Unknown), 1, nameof(ErrorCondition.Conflict))]
    public async Task An_answer_in_doubt_begins_with_a_read_and_is_sent_only_if_the_result_still_waits(
        string present,
        string settlement,
        int attempts,
        string? condition
    )
    {
        FakeService service = new(() => Result(present), () => Status(204));
        ResumeResult settled = await ResumeAsync(service, isInDoubt: true);
        Assert.Equal(
            (settlement, attempts, condition),
            (settled.Settlement.ToString(), settled.Attempts, settled.Failure?.Condition.ToString())
        );
        Assert.Equal(present == "inProgress" ? ["GET", "POST"] : ["GET"], Methods(service));
    }

    [Fact]
    public async Task An_answer_in_doubt_is_not_sent_when_its_result_cannot_be_read()
    {
        FakeService service = new(() => Status(403));
        ResumeResult settled = await ResumeAsync(service, isInDoubt: true);
        Assert.Equal(
            (ResumeStatus.Unknown, ErrorCondition.PermissionDenied),
            (settled.Settlement, settled.Failure!.Condition)
        );
        Assert.Equal(["GET"], Methods(service));
    }

    [Fact]
    public async Task An_answer_in_doubt_whose_second_reply_is_lost_too_is_read_again()
    {
        FakeService service = new(() => Result("inProgress"), Lost, () => Result("completed"));
        Assert.Equal(ResumeStatus.ResumedAfterCheck, (await ResumeAsync(service, isInDoubt: true)).Settlement);
        Assert.Equal(["GET", "POST", "GET"], Methods(service));
    }

    [Theory]
    [InlineData("completed", "completed", nameof(ResumeStatus.AlreadyDone))]
    [InlineData("completed", "failed", nameof(ResumeStatus.Failed))]
    [InlineData("failed", "failed", nameof(ResumeStatus.AlreadyDone))]
    [InlineData("failed", "completed", nameof(ResumeStatus.Failed))]
    [InlineData("failed", "completedWithErrors", nameof(ResumeStatus.Failed))]
    public async Task Only_the_status_that_was_wanted_is_done(string wanted, string present, string settlement)
    {
        FakeService service = new(() => Refusal(409, "Conflict"), () => Result(present));
        ResumeResult settled = await ResumeAsync(
            service,
            status: wanted == "failed" ? OperationStatus.Failed : OperationStatus.Completed
        );
        Assert.Equal(settlement, $"{settled.Settlement}");
        Assert.Equal(settlement != nameof(ResumeStatus.Failed), settled.IsDone);
    }

    [Fact]
    public async Task A_lost_reply_is_looked_for_with_growing_pauses_to_the_end_of_the_window()
    {
        JumpingClock clock = new();
        FakeService service = new(
            (request, number) =>
                number is 1 ? Lost()
                : request.Method == HttpMethod.Post ? Status(204)
                : Result("inProgress")
        );
        Assert.Equal((ResumeStatus.Resumed, 2), Told(await ResumeAsync(service, clock: clock, window: 30)));
        Assert.Equal([0.5, 1, 2, 4, 8, 14.5], clock.Pauses);
        Assert.Equal(["POST", "GET", "GET", "GET", "GET", "GET", "GET", "POST"], Methods(service));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 2)]
    [InlineData(14, 2)]
    public async Task What_is_seen_within_the_window_is_not_sent_again(int seenAt, int posts)
    {
        FakeService service = new(
            (request, number) =>
                request.Method == HttpMethod.Post ? Lost() : Result(number >= seenAt ? "completed" : "inProgress")
        );
        ResumeResult settled = await ResumeAsync(service, window: 30);
        Assert.Equal((ResumeStatus.ResumedAfterCheck, posts), Told(settled));
        Assert.Equal(posts, Methods(service).Count(method => method == "POST"));
    }

    [Fact]
    public async Task After_the_second_lost_reply_it_is_looked_for_as_long_again()
    {
        JumpingClock clock = new();
        DateTimeOffset start = clock.GetUtcNow();
        FakeService service = new((request, _) => request.Method == HttpMethod.Post ? Lost() : Result("inProgress"));
        Assert.Equal((ResumeStatus.Unknown, 2), Told(await ResumeAsync(service, clock: clock, window: 30)));
        Assert.Equal(2, Methods(service).Count(method => method == "POST"));
        Assert.Equal(60, (clock.GetUtcNow() - start).TotalSeconds);
    }

    [Theory]
    [InlineData("completed", nameof(ResumeStatus.ResumedAfterCheck))]
    [InlineData("inProgress", nameof(ResumeStatus.Unknown))]
    [InlineData("canceled", nameof(ResumeStatus.Failed))]
    public async Task A_refusal_after_a_lost_reply_can_be_the_consequence_of_an_answer_that_is_not_seen_yet(
        string later,
        string settlement
    )
    {
        int posts = 0,
            looks = 0;
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Get ? Result(posts == 2 && ++looks > 2 ? later : "inProgress")
                : ++posts == 1 ? Lost()
                : Refusal(409, "Conflict")
        );
        ResumeResult settled = await ResumeAsync(service, window: 30);
        Assert.Equal((settlement, 2), ($"{settled.Settlement}", posts));
    }

    [Fact]
    public async Task What_an_earlier_run_left_is_looked_at_at_once_and_to_the_end_of_the_window()
    {
        JumpingClock clock = new();
        FakeService service = new(
            (request, _) => request.Method == HttpMethod.Post ? Status(204) : Result("inProgress")
        );
        Assert.Equal(
            (ResumeStatus.Resumed, 2),
            Told(await ResumeAsync(service, isInDoubt: true, clock: clock, window: 5))
        );
        Assert.Equal([0.5, 1, 2, 1.5], clock.Pauses);
        Assert.Equal(["GET", "GET", "GET", "GET", "GET", "POST"], Methods(service));
    }

    [Theory]
    [InlineData(500, 6, nameof(ResumeStatus.ResumedAfterCheck))]
    [InlineData(403, 1, nameof(ResumeStatus.Unknown))]
    public async Task A_look_that_fails_is_followed_by_others_only_if_the_failure_can_pass(
        int status,
        int failures,
        string settlement
    )
    {
        FakeService service = new(
            (request, number) =>
                request.Method == HttpMethod.Post ? Lost()
                : number <= 1 + failures ? Status(status)
                : Result("completed")
        );
        Assert.Equal(settlement, $"{(await ResumeAsync(service, window: 30)).Settlement}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_window_ends_when_it_is_broken_off(bool isInDoubt)
    {
        using StandingClock clock = new();
        using CancellationTokenSource stop = new();
        FakeService service = new((request, _) => request.Method == HttpMethod.Post ? Lost() : Result("inProgress"));
        Task<ResumeResult> resuming = ResumeAsync(
            service,
            isInDoubt,
            clock: clock,
            window: 30,
            cancellationToken: stop.Token
        );
        await clock.PauseBegunAsync();
        long start = TimeProvider.System.GetTimestamp();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resuming);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 0.3);
    }

    [Fact]
    public async Task Where_no_reply_was_lost_there_is_no_pause()
    {
        JumpingClock clock = new();
        await ResumeAsync(new(() => Status(204)), clock: clock, window: 30);
        await ResumeAsync(new(() => Status(403)), clock: clock, window: 30);
        await ResumeAsync(new(() => Refusal(409, "Conflict"), () => Result("completed")), clock: clock, window: 30);
        await ResumeAsync(new(() => Refusal(409, "Conflict"), () => Result("inProgress")), clock: clock, window: 30);
        await ResumeAsync(new(() => Result("completed")), isInDoubt: true, clock: clock, window: 30);
        Assert.Empty(clock.Pauses);
    }

    [Fact]
    public async Task An_answer_in_doubt_says_how_to_go_on()
    {
        ResumeResult settled = await ResumeAsync(
            new(Lost, () => Result("inProgress"), Lost, () => Result("inProgress"))
        );
        Assert.Contains(
            "-JournalPath: it checks the task first",
            settled.Failure!.RecommendedAction,
            StringComparison.Ordinal
        );
        Assert.Equal(1, settled.Failure.Attempts);
        settled = await ResumeAsync(new(() => Result("queued")), isInDoubt: true);
        Assert.Contains(
            "sent the callback for the task processing result x at 2026-11-22 07:59:00Z",
            settled.Failure!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "-JournalPath: it checks the task first",
            settled.Failure.RecommendedAction,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("first", "second", "second")]
    [InlineData("first", null, "first")]
    [InlineData(null, "second", "second")]
    [InlineData(null, null, null)]
    public async Task The_last_request_id_that_came_is_told(string? first, string? second, string? told)
    {
        FakeService service = new(
            () => With(Status(500), first),
            () => Result("inProgress"),
            () => With(Status(409), second),
            () => Result("completed")
        );
        ResumeResult settled = await ResumeAsync(service);
        Assert.Equal(
            (ResumeStatus.ResumedAfterCheck, 2, told),
            (settled.Settlement, settled.Attempts, settled.RequestId)
        );
        FakeService plain = new(() => With(Status(204), first));
        Assert.Equal(first, (await ResumeAsync(plain)).RequestId);
    }

    [Fact]
    public async Task That_an_answer_is_sent_once_more_is_told_when_it_is()
    {
        Notices notices = new() { IsVerboseEnabled = false };
        await ResumeAsync(new(Lost, () => Result("inProgress"), Lost, () => Result("inProgress")), notices: notices);
        Assert.Contains(
            "/x/resume: the response was lost",
            Assert.Single(notices.Verbosities),
            StringComparison.Ordinal
        );
        notices.Verbosities.Clear();
        await ResumeAsync(new(Lost, () => Result("completed")), notices: notices, window: 30);
        Assert.Contains("checked for up to 30 s", Assert.Single(notices.Verbosities), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(405, "Request_BadRequest", "", nameof(ErrorCondition.NotSupportedByService))]
    [InlineData(
        400,
        "BadRequest",
        "Resource not found for the segment 'taskProcessingResults'.",
        nameof(ErrorCondition.NotSupportedByService)
    )]
    [InlineData(404, "", "Resource not found for the segment 'task'.", nameof(ErrorCondition.NotSupportedByService))]
    [InlineData(400, "BadRequest", "createdDateTime is wrong", nameof(ErrorCondition.InvalidRequest))]
    [InlineData(404, "ResourceNotFound", "no such run", nameof(ErrorCondition.NotFound))]
    public async Task A_refused_creation_says_what_to_do_instead(
        int status,
        string code,
        string message,
        string condition
    )
    {
        FakeService service = new(() => Refusal(status, code, message));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            TestConnection
                .To(service)
                .Client.TaskProcessingResults.CreateAsync(
                    Results,
                    new("completed", DateTimeOffset.UnixEpoch),
                    new Notices(),
                    TestContext.Current.CancellationToken
                )
        );
        Assert.Equal(condition, error.Condition.ToString());
        if (condition == nameof(ErrorCondition.NotSupportedByService))
            Assert.Contains("Resume-LwfTaskProcessingResult", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    private static (ResumeStatus, int) Told(ResumeResult settled) => (settled.Settlement, settled.Attempts);

    private static HttpResponseMessage Lost() => throw new HttpRequestException(HttpRequestError.ResponseEnded);

    private static HttpResponseMessage Result(string status) => Ok($$"""{"id":"x","processingStatus":"{{status}}"}""");

    private static IEnumerable<string> Methods(FakeService service) =>
        service.Requests.Select(request => request.Method.Method);

    private static string Log(FakeService service) =>
        string.Join('\n', service.Requests.Select(request => $"{request.Method} {request.Uri.AbsolutePath}"));

    private static HttpResponseMessage With(HttpResponseMessage response, string? requestId)
    {
        if (requestId is not null)
            response.Headers.Add("request-id", requestId);
        return response;
    }

    private static Task<ResumeResult> ResumeAsync(
        FakeService service,
        bool isInDoubt = false,
        OperationStatus status = OperationStatus.Completed,
        TimeProvider? clock = null,
        Notices? notices = null,
        double window = 0,
        CancellationToken? cancellationToken = null
    )
    {
        clock ??= new JumpingClock();
        RetryPolicy retry = new() { Random = () => 0, SettleTimeout = TimeSpan.FromSeconds(window) };
        GraphHttpClient transport = new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            GraphHttpClientTests.Tokens("t"),
            service,
            retry,
            clock
        );
        DateTimeOffset? since = isInDoubt ? clock.GetUtcNow().AddMinutes(-1) : null;
        return new TaskProcessingResults(transport)
            .Answer(Results, "x", new(status, "sample", "lifecycleEvent"))
            .SendAsync(since, null, notices ?? new(), cancellationToken ?? TestContext.Current.CancellationToken);
    }
}
