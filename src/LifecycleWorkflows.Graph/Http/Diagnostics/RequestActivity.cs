using System.Diagnostics;

namespace LifecycleWorkflows.Graph.Http.Diagnostics;

/// <summary>
/// One call with all its attempts, as tools see it: an activity of the source <c>LifecycleWorkflows</c> for
/// OpenTelemetry, events of the provider of that name for dotnet-trace. Both tell what an error tells: method, path,
/// status and ids, never a query, a body or a token.
/// </summary>
internal readonly struct RequestActivity : IDisposable
{
    public const string SourceName = "LifecycleWorkflows";

    private static readonly ActivitySource Source = new(
        SourceName,
        typeof(RequestActivity).Assembly.GetName().Version!.ToString(3)
    );

    private readonly GraphRequest _request;
    private readonly Activity? _activity;
    private readonly long _start;

    private RequestActivity(GraphRequest request)
    {
        _request = request;
        _start = Stopwatch.GetTimestamp();
        _activity = Source.StartActivity(request.Operation.Name, ActivityKind.Client);
        _activity
            ?.SetTag("http.request.method", request.Method.Method)
            .SetTag("server.address", request.Uri.Host)
            .SetTag("server.port", request.Uri.Port)
            .SetTag("url.path", request.Uri.AbsolutePath)
            .SetTag("graph.client_request_id", request.ClientRequestId);
        if (CallEvents.Log.IsEnabled())
            CallEvents.Log.CallStart(request.Operation.Name, request.Label, request.ClientRequestId);
    }

    public static RequestActivity Begin(GraphRequest request) => new(request);

    /// <summary>An attempt failed, and another one follows.</summary>
    public void Retry(LifecycleWorkflowsException failure, TimeSpan pause)
    {
        _activity?.AddEvent(
            new(
                "attempt failed",
                tags: new() { ["error.type"] = failure.Condition.ToString(), ["graph.request_id"] = failure.RequestId }
            )
        );
        if (CallEvents.Log.IsEnabled())
            CallEvents.Log.AttemptFailed(
                _request.ClientRequestId,
                failure.Condition.ToString(),
                failure.Attempts,
                pause.TotalMilliseconds
            );
    }

    public void Succeed(int attempts) => End(attempts, "");

    public void Fail(LifecycleWorkflowsException failure)
    {
        _activity
            ?.SetTag("error.type", failure.Condition.ToString())
            .SetTag("graph.request_id", failure.RequestId)
            .SetStatus(ActivityStatusCode.Error);
        if (failure.StatusCode is { } status)
            _activity?.SetTag("http.response.status_code", status);
        End(failure.Attempts, failure.Condition.ToString());
    }

    public void Dispose() => _activity?.Dispose();

    private void End(int attempts, string condition)
    {
        if (attempts > 1)
            _activity?.SetTag("http.request.resend_count", attempts - 1);
        if (CallEvents.Log.IsEnabled())
            CallEvents.Log.CallStop(
                _request.ClientRequestId,
                condition,
                attempts,
                Stopwatch.GetElapsedTime(_start).TotalMilliseconds
            );
    }
}
