using System.Diagnostics;
using System.Diagnostics.Tracing;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What tools and a support case get to see of a call.</summary>
public sealed class TraceTests
{
    private const string Workflows = "/v1.0/identityGovernance/lifecycleWorkflows/workflows";

    private readonly Notices _notices = new();

    [Fact]
    public async Task An_activity_tells_of_a_call_and_all_its_attempts()
    {
        FakeService service = new(() => Refusal(503, "busy"), () => Ok("""{"value":[]}"""));
        Activity activity = Assert.Single(await ActivitiesOfAsync(service));
        Assert.Equal(
            ("get workflows", ActivityKind.Client, ActivityStatusCode.Unset),
            (activity.DisplayName, activity.Kind, activity.Status)
        );
        Assert.Equal(
            ("GET", "graph.example", Workflows, 1),
            (
                activity.GetTagItem("http.request.method"),
                activity.GetTagItem("server.address"),
                activity.GetTagItem("url.path"),
                activity.GetTagItem("http.request.resend_count")
            )
        );
        Assert.Equal(
            service.Requests[0].Headers.GetValues("client-request-id").Single(),
            activity.GetTagItem("graph.client_request_id")
        );
        Assert.Equal("ServiceUnavailable", Assert.Single(activity.Events).Tags.First().Value);
    }

    [Fact]
    public async Task An_activity_tells_why_a_call_failed()
    {
        Activity activity = Assert.Single(
            await ActivitiesOfAsync(new(() => Refusal(403, "Authorization_RequestDenied")))
        );
        Assert.Equal(
            (ActivityStatusCode.Error, "PermissionDenied", 403, "req-1"),
            (
                activity.Status,
                activity.GetTagItem("error.type"),
                activity.GetTagItem("http.response.status_code"),
                activity.GetTagItem("graph.request_id")
            )
        );
    }

    [Fact]
    public async Task Events_tell_the_same()
    {
        using Events events = new();
        FakeService service = new(() => Refusal(503, "busy"), () => Refusal(404, "gone"));
        await ListAsync(service);
        string id = service.Requests[0].Headers.GetValues("client-request-id").Single();
        Assert.Equal(["CallStart", "AttemptFailed", "CallStop"], events.Of(id).Select(each => each.EventName));
        Assert.Contains("NotFound", events.Of(id)[^1].Payload!);
    }

    [Fact]
    public async Task Debug_shows_requests_and_answers_without_what_is_secret_or_personal()
    {
        FakeService service = new(() =>
        {
            HttpResponseMessage response = Ok("""{"value":[{"id":"w","displayName":"Canary"}]}""");
            response.Headers.Add("request-id", "req-1");
            response.Headers.Add("x-ms-ags-diagnostic", "{\"ServerInfo\":{\"DataCenter\":\"North\"}}");
            response.Headers.Add("Set-Cookie", "canary");
            return response;
        });
        await ListAsync(service, "startswith(displayName,'Canary')");
        string[] debugs = [.. _notices.Debugs];
        Assert.Matches(
            $"^Request: GET https://graph\\.example{Workflows}\\?\\$filter=\\S+,"
                + $" client-request-id: [0-9a-f-]{{36}}, authorization: not shown$",
            debugs[0]
        );
        Assert.StartsWith(
            "Response: 200, content-type: application/json, content-length: ",
            debugs[1],
            StringComparison.Ordinal
        );
        Assert.Contains(
            "request-id: req-1, x-ms-ags-diagnostic: {\"ServerInfo\":{\"DataCenter\":\"North\"}}",
            debugs[1],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("canary", string.Concat(debugs), StringComparison.OrdinalIgnoreCase);
    }

    private async Task<List<Activity>> ActivitiesOfAsync(FakeService service)
    {
        List<Activity> stopped = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == RequestActivity.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (stopped)
                    stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await ListAsync(service);
        // Other tests make calls at the same time.
        string id = service.Requests[0].Headers.GetValues("client-request-id").Single();
        lock (stopped)
            return [.. stopped.Where(activity => id.Equals(activity.GetTagItem("graph.client_request_id")))];
    }

    private async Task ListAsync(FakeService service, string? filter = null)
    {
        ResourcePath workflows = ResourceCollection.Workflows.ResolvePath(
            ResourceKey.None,
            ResourceKey.None,
            ApiVersions.V1,
            ApiVersions.V1
        );
        try
        {
            await foreach (
                Workflow _ in TestConnection
                    .To(service)
                    .Client.Workflows.ListAsync(
                        workflows,
                        ODataQuery.All with
                        {
                            Filter = filter,
                        },
                        _notices,
                        TestContext.Current.CancellationToken
                    )
            ) { }
        }
        catch (LifecycleWorkflowsException) { }
    }

    private sealed class Events : EventListener
    {
        private readonly List<EventWrittenEventArgs> _written = [];

        public IReadOnlyList<EventWrittenEventArgs> Of(string clientRequestId)
        {
            lock (_written)
                return [.. _written.Where(each => each.Payload!.Contains(clientRequestId))];
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name == RequestActivity.SourceName)
                EnableEvents(eventSource, EventLevel.Informational);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData)
        {
            if (_written is null || eventData.EventSource.Name != RequestActivity.SourceName)
                return;
            lock (_written)
                _written.Add(eventData);
        }
    }
}
