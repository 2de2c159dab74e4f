using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class AssignmentRequestTests
{
    private static readonly ResourcePath Requests = new(ApiVersions.V1, ResourceIds.None, "identityGovernance/entitlementManagement/assignmentRequests");

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
    public void What_a_read_shows_decides_only_what_it_can(string? state, string? status, string? callout, string? wanted, string standing)
    {
        AccessPackageAssignmentRequest request = new()
        {
            State = state,
            Status = status,
            CustomExtensionCalloutInstances = callout is null ? null : [new Dictionary<string, object?> { ["id"] = "i", ["status"] = callout }],
        };
        Assert.Equal(standing, AssignmentRequests.Stands(request, Answer(wanted)).ToString());
    }

    [Fact]
    public async Task A_lost_request_is_sent_once_more_only_when_it_still_waits()
    {
        FakeService waits = new(() => Status(500), () => Request("submitted", "WaitingForCallback", "waitingForCallback"), () => Status(204));
        Settled settled = await ResumeAsync(waits);
        Assert.Equal((Settlement.Resumed, 2, "POST,GET,POST"), (settled.Settlement, settled.Attempts, Methods(waits)));

        FakeService arrived = new(() => Status(500), () => Request("delivered", "Delivered", "callbackReceived"));
        Assert.Equal((Settlement.ResumedAfterCheck, "POST,GET"), ((await ResumeAsync(arrived)).Settlement, Methods(arrived)));

        FakeService elsewhere = new(() => Status(500), () => Request("delivering", "WaitingForCallback", "calloutFailed"));
        Assert.Equal((Settlement.Failed, "POST,GET"), ((await ResumeAsync(elsewhere)).Settlement, Methods(elsewhere)));

        FakeService unreadable = new(() => Status(500), () => Status(403));
        Assert.Equal((Settlement.Unknown, "POST,GET"), ((await ResumeAsync(unreadable)).Settlement, Methods(unreadable)));
    }

    [Fact]
    public async Task A_conflict_is_settled_by_reading()
    {
        FakeService done = new(() => Refusal(409, "Conflict"), () => Request("delivered", "Delivered", "callbackReceived"));
        Assert.Equal((Settlement.AlreadyDone, "POST,GET"), ((await ResumeAsync(done)).Settlement, Methods(done)));
        FakeService refused = new(() => Refusal(409, "Conflict"), () => Request("denied", "Denied", "callbackReceived"));
        Assert.Equal((Settlement.Failed, "POST,GET"), ((await ResumeAsync(refused)).Settlement, Methods(refused)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(409)]
    [InlineData(412)]
    public async Task A_refusal_says_what_waiting_takes(int status)
    {
        FakeService service = new(() => Refusal(status, "BadRequest"), () => Request("denied", "Denied", "callbackReceived"));
        Settled settled = await ResumeAsync(service);
        Assert.Contains("WaitingForCallback", settled.Failure!.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Get-LwfAccessPackageAssignmentRequest", settled.Failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_record_reads_both_versions()
    {
        foreach (string text in (string[])
        [
            """{"id":"q","state":"delivered","status":"Delivered","completedDateTime":"2026-11-20T08:00:00Z","assignment":{"id":"a"},"requestor":{"id":"x","objectId":"o","principalName":"p"}}""",
            """{"id":"q","requestState":"delivered","requestStatus":"Delivered","completedDate":"2026-11-20T08:00:00Z","accessPackageAssignment":{"id":"a"},"requestor":{"objectId":"o","id":"x","principalName":"p"}}""",
        ])
        {
            AccessPackageAssignmentRequest request = await TestConnection.To(new FakeService(() => Ok(text))).Client.AssignmentRequests.GetAsync(
                Requests, "AccessPackageAssignmentRequestId", "q", Query.All, new Notices(), TestContext.Current.CancellationToken);
            Assert.Equal(("q", "delivered", "Delivered", "a", "o", "p"), (request.Id, request.State, request.Status, request.AccessPackageAssignmentId, request.Requestor!.Id, request.Requestor.UserPrincipalName));
            Assert.Equal(new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero), request.CompletedDateTime);
            Assert.Empty(request.AdditionalProperties);
        }
    }

    private static AssignmentRequestAnswer Answer(string? state = null) => new("s", "t") { Stage = "assignmentRequestCreated", CustomExtensionStageInstanceId = "i", State = state };

    private static HttpResponseMessage Request(string state, string status, string callout) =>
        Ok($$"""{"id":"q","state":"{{state}}","status":"{{status}}","customExtensionCalloutInstances":[{"id":"h","status":"callbackReceived"},{"id":"i","status":"{{callout}}"}]}""");

    private static string Methods(FakeService service) => string.Join(',', service.Requests.Select(request => request.Method.Method));

    private static Task<Settled> ResumeAsync(FakeService service) => TestConnection.To(service).Client.AssignmentRequests.ResumeAsync(
        Requests, "q", Answer(), new Notices(), TestContext.Current.CancellationToken);
}
