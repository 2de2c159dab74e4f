using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class StopRequestTests
{
    [Theory]
    [InlineData(204, "", "Stopped", 1)]
    [InlineData(400, "completed", "AlreadyFinished", 1)]
    [InlineData(409, "canceled", "AlreadyFinished", 1)]
    [InlineData(400, "inProgress", "Failed", 1)]
    [InlineData(403, "completed", "Failed", 1)]
    [InlineData(500, "canceling", "StoppedAfterCheck", 1)]
    [InlineData(500, "completed", "AlreadyFinished", 1)]
    [InlineData(500, "inProgress", "Unknown", 2)]
    [InlineData(500, "newer", "Unknown", 1)]
    public async Task A_stop_says_how_it_ended(int status, string shown, string expected, int sendings)
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(status)
                    : Ok($$"""{"id":"r","processingStatus":"{{shown}}"}""")
        );
        StopRequest stop = new(
            TestConnection.To(service).Client,
            ResourceCollection.Runs.ResolvePath(new() { WorkflowId = "w" }, ApiVersions.V1),
            "r"
        );
        ResumeResult result = await stop.SendAsync(null, null, new Notices(), TestContext.Current.CancellationToken);
        Assert.Equal(expected, stop.OutcomeOf(result.Settlement));
        Assert.Equal(expected is "Failed" or "Unknown", result.Failure is not null);
        Assert.Equal(sendings, service.Requests.Count(request => request.Method == HttpMethod.Post));
    }
}
