using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.Net;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.SignIn.Tokens;
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

    [Fact]
    public async Task A_change_counts_as_accepted_even_if_the_body_that_is_shown_breaks_off()
    {
        FakeService service = new(() => new(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream()) });
        ResumeResult settled = await ConnectTo(service)
            .Client.TaskProcessingResults.ResumeAsync(
                new(
                    ApiVersions.V1,
                    new() { WorkflowId = "w", TaskId = "t" },
                    "identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults"
                ),
                "x",
                new(OperationStatus.Completed, "source", "type"),
                _notices,
                TestContext.Current.CancellationToken
            );
        Assert.Equal((ResumeStatus.Resumed, 1), (settled.Settlement, settled.Attempts));
        Assert.Contains(
            _notices.Debugs,
            text =>
                text.StartsWith("Request body: {", StringComparison.Ordinal)
                && text.Contains("completed", StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains("Response body: couldn't be read", _notices.Debugs);
    }

    [Theory]
    [InlineData("""{"a":"TOKEN"}""", """{"a":"(not shown)"}""")]
    [InlineData("""{"clientSecret" : "a\"b","name":"Adele"}""", """{"clientSecret" : "(not shown)","name":"Adele"}""")]
    [InlineData("""{"refresh_token":"r","n":1}""", """{"refresh_token":"(not shown)","n":1}""")]
    [InlineData("""{"u":"https://x/?sv=1&sig=a%2Bb&st=2"}""", """{"u":"https://x/?sv=1&sig=(not shown)&st=2"}""")]
    [InlineData("""{"a":"Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln."}""", """{"a":"Bearer (not shown)"}""")]
    [InlineData("a\u001b[31mb", "a\ufffd[31mb")]
    public void A_body_is_shown_without_secrets(string body, string shown) =>
        Assert.Equal(
            $"Response body: {shown}",
            HttpLogText.OfBody(
                "Response",
                body.Replace("TOKEN", TestConnection.Token, StringComparison.Ordinal),
                new(TestConnection.Token)
            )
        );

    private static GraphConnection ConnectTo(FakeService service) =>
        GraphConnection.Create(
            new("Custom", new("https://graph.example"), null, null, "AccessToken", ApiVersions.V1),
            new StaticTokenSource(TestConnection.Token),
            service,
            showsBodies: true
        );

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

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The connection was reset.");
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
