using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class AssignmentRequestTests
{
    private static readonly ResourcePath Requests = new(
        ApiVersions.V1,
        ResourceKey.None,
        "identityGovernance/entitlementManagement/assignmentRequests"
    );

    [Theory]
    [InlineData("submitted", "WaitingForCallback", "waitingForCallback", null, "Waiting")]
    [InlineData("submitted", "WaitingForCallback", "waitingForCallback", "Denied", "Waiting")]
    [InlineData("delivered", "Delivered", "callbackReceived", null, "AsWanted")]
    [InlineData("pendingApproval", "PendingApproval", "callbackReceived", null, "AsWanted")]
    [InlineData("delivering", "WaitingForCallback", "callbackReceived", null, "AsWanted")]
    [InlineData("denied", "Denied", "callbackReceived", "Denied", "AsWanted")]
    [InlineData("denied", "Denied", null, "denied", "AsWanted")]
    [InlineData("denied", "Denied", "callbackReceived", null, "Otherwise")]
    [InlineData("canceled", "Canceled", "callbackReceived", "Denied", "Otherwise")]
    [InlineData("delivered", "Delivered", "callbackReceived", "Denied", "Otherwise")]
    [InlineData("submitted", "WaitingForCallback", "callbackTimedOut", null, "Otherwise")]
    [InlineData("submitted", "Submitted", "callbackReceived", "Denied", "Unknown")]
    [InlineData("submitted", "Submitted", "waitingForCallback", null, "Unknown")]
    [InlineData("delivering", "WaitingForCallback", null, null, "Unknown")]
    [InlineData("delivered", "Delivered", null, null, "AsWanted")]
    [InlineData(null, null, null, null, "Unknown")]
    public void What_a_read_shows_decides_only_what_it_can(
        string? state,
        string? status,
        string? callout,
        string? wanted,
        string standing
    )
    {
        AccessPackageAssignmentRequest request = new()
        {
            State = state,
            Status = status,
            CustomExtensionCalloutInstances = callout is null
                ? null
                : [new Dictionary<string, object?> { ["id"] = "i", ["status"] = callout }],
        };
        Assert.Equal(standing, AssignmentRequests.GetState(request, Answer(wanted)).ToString());
    }

    [Theory]
    [InlineData("9D903F8D-4f30-482f-9927-15f6dc48891d", "AsWanted")]
    [InlineData("9D903F8D-4f30-482f-9927-15f6dc48891e", "Unknown")]
    public void The_letter_case_of_the_callout_does_not_matter(string id, string standing)
    {
        AccessPackageAssignmentRequest request = new()
        {
            CustomExtensionCalloutInstances =
            [
                new Dictionary<string, object?>
                {
                    ["id"] = "9d903f8d-4f30-482f-9927-15f6dc48891d",
                    ["status"] = "callbackReceived",
                },
            ],
        };
        Assert.Equal(
            standing,
            $"{AssignmentRequests.GetState(request, Answer() with { CustomExtensionStageInstanceId = id })}"
        );
    }

    [Theory]
    [InlineData(null, "assignmentRequestCreated", "assignmentRequestCreated")]
    [InlineData("Denied", "assignmentRequestCreated", "Denied at assignmentRequestCreated")]
    [InlineData("Denied", "", "Denied")]
    [InlineData("", null, "")]
    public void What_an_answer_says_is_its_state_and_its_stage(string? state, string? stage, string wish) =>
        Assert.Equal(wish, (Answer(state) with { Stage = stage }).Wish);

    [Fact]
    public async Task A_lost_reply_is_settled_by_reading()
    {
        FakeService arrived = new(() => Status(500), () => Request("delivered", "Delivered", "callbackReceived"));
        Assert.Equal(
            (ResumeStatus.ResumedAfterCheck, "POST,GET"),
            ((await ResumeAsync(arrived)).Settlement, Methods(arrived))
        );

        FakeService elsewhere = new(
            () => Status(500),
            () => Request("delivering", "WaitingForCallback", "calloutFailed")
        );
        Assert.Equal(
            (ResumeStatus.Failed, "POST,GET"),
            ((await ResumeAsync(elsewhere)).Settlement, Methods(elsewhere))
        );

        FakeService unreadable = new(() => Status(500), () => Status(403));
        Assert.Equal(
            (ResumeStatus.Unknown, "POST,GET"),
            ((await ResumeAsync(unreadable)).Settlement, Methods(unreadable))
        );
    }

    [Fact]
    public async Task A_lost_answer_is_looked_for_and_never_sent_a_second_time_in_one_run()
    {
        FakeService waits = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(500)
                    : Request("submitted", "WaitingForCallback", "waitingForCallback")
        );
        ResumeResult settled = await ResumeAsync(waits, window: 30);
        Assert.Equal(
            (ResumeStatus.Unknown, 1, ErrorCondition.ServiceUnavailable),
            (settled.Settlement, settled.Attempts, settled.Failure!.Condition)
        );
        Assert.Equal("POST,GET,GET,GET,GET,GET,GET", Methods(waits));
        Assert.Contains(
            "Five minutes after the callback was sent, run the command again with the same -JournalPath",
            settled.Failure.RecommendedAction,
            StringComparison.Ordinal
        );

        FakeService late = new(
            (request, number) =>
                request.Method == HttpMethod.Post ? Status(500)
                : number < 6 ? Request("submitted", "WaitingForCallback", "waitingForCallback")
                : Request("delivered", "Delivered", "callbackReceived")
        );
        Assert.Equal(
            (ResumeStatus.ResumedAfterCheck, "POST,GET,GET,GET,GET,GET"),
            ((await ResumeAsync(late, window: 30)).Settlement, Methods(late))
        );
    }

    [Theory]
    [InlineData(299, 0, nameof(ResumeStatus.Unknown), "GET")]
    [InlineData(300, 0, nameof(ResumeStatus.Resumed), "GET,POST")]
    [InlineData(270, 30, nameof(ResumeStatus.Resumed), "GET,GET,GET,GET,GET,GET,GET,POST")]
    [InlineData(269, 30, nameof(ResumeStatus.Unknown), "GET,GET,GET,GET,GET,GET,GET")]
    public async Task What_an_earlier_run_left_is_sent_again_only_five_minutes_later(
        int secondsAgo,
        int window,
        string settlement,
        string methods
    )
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(204)
                    : Request("submitted", "WaitingForCallback", "waitingForCallback")
        );
        ResumeResult settled = await ResumeAsync(service, window, secondsAgo);
        Assert.Equal((settlement, methods), ($"{settled.Settlement}", Methods(service)));
        if (settled.Failure is { } failure)
            Assert.Contains(
                "five minutes after the callback was sent",
                failure.RecommendedAction,
                StringComparison.OrdinalIgnoreCase
            );
    }

    [Fact]
    public async Task What_is_sent_again_after_five_minutes_and_lost_again_is_not_sent_a_third_time()
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(500)
                    : Request("submitted", "WaitingForCallback", "waitingForCallback")
        );
        Assert.Equal(ResumeStatus.Unknown, (await ResumeAsync(service, secondsAgo: 3600)).Settlement);
        Assert.Equal("GET,POST,GET", Methods(service));
    }

    [Fact]
    public async Task A_conflict_is_settled_by_reading()
    {
        FakeService done = new(
            () => Refusal(409, "Conflict"),
            () => Request("delivered", "Delivered", "callbackReceived")
        );
        Assert.Equal((ResumeStatus.AlreadyDone, "POST,GET"), ((await ResumeAsync(done)).Settlement, Methods(done)));
        FakeService refused = new(
            () => Refusal(409, "Conflict"),
            () => Request("denied", "Denied", "callbackReceived")
        );
        Assert.Equal((ResumeStatus.Failed, "POST,GET"), ((await ResumeAsync(refused)).Settlement, Methods(refused)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_says_what_waiting_takes(int status)
    {
        FakeService service = new(
            () => Refusal(status, "BadRequest"),
            () => Request("denied", "Denied", "callbackReceived")
        );
        ResumeResult settled = await ResumeAsync(service);
        Assert.Contains("WaitingForCallback", settled.Failure!.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(
            "Get-LwfAccessPackageAssignmentRequest",
            settled.Failure.RecommendedAction,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task One_record_reads_both_versions()
    {
        foreach (
            string text in (string[])
                [
                    """{"id":"q","state":"delivered","status":"Delivered","completedDateTime":"2026-11-20T08:00:00Z","assignment":{"id":"a"}"""
                        + ""","requestor":{"id":"x","objectId":"o","principalName":"p"}}""",
                    """{"id":"q","requestState":"delivered","requestStatus":"Delivered","completedDate":"2026-11-20T08:00:00Z","accessPackageAssignment":{"id":"a"}"""
                        + ""","requestor":{"objectId":"o","id":"x","principalName":"p"}}""",
                ]
        )
        {
            AccessPackageAssignmentRequest request = await TestConnection
                .To(new FakeService(() => Ok(text)))
                .Client.AssignmentRequests.GetAsync(
                    Requests,
                    "AccessPackageAssignmentRequestId",
                    "q",
                    ODataQuery.All,
                    new Notices(),
                    TestContext.Current.CancellationToken
                );
            Assert.Equal(
                ("q", "delivered", "Delivered", "a", "o", "p"),
                (
                    request.Id,
                    request.State,
                    request.Status,
                    request.AccessPackageAssignmentId,
                    request.Requestor!.Id,
                    request.Requestor.UserPrincipalName
                )
            );
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), request.CompletedDateTime);
            Assert.Empty(request.AdditionalProperties);
        }
    }

    private static AssignmentRequestCallbackData Answer(string? state = null) =>
        new("s", "t")
        {
            Stage = "assignmentRequestCreated",
            CustomExtensionStageInstanceId = "i",
            State = state,
        };

    private static HttpResponseMessage Request(string state, string status, string callout) =>
        Ok(
            $$"""{"id":"q","state":"{{state}}","status":"{{status}}","customExtensionCalloutInstances":["""
                + $$"""{"id":"h","status":"callbackReceived"},{"id":"i","status":"{{callout}}"}]}"""
        );

    private static string Methods(FakeService service) =>
        string.Join(',', service.Requests.Select(request => request.Method.Method));

    private static Task<ResumeResult> ResumeAsync(FakeService service, double window = 0, int? secondsAgo = null)
    {
        JumpingClock clock = new();
        RetryPolicy retry = new() { Random = () => 0, SettleTimeout = TimeSpan.FromSeconds(window) };
        GraphHttpClient transport = new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            GraphHttpClientTests.Tokens("t"),
            service,
            retry,
            clock
        );
        DateTimeOffset? since = secondsAgo is { } seconds ? clock.GetUtcNow().AddSeconds(-seconds) : null;
        return new AssignmentRequests(transport)
            .Answer(Requests, "q", Answer())
            .SendAsync(since, null, new Notices(), TestContext.Current.CancellationToken);
    }
}
