using System.Diagnostics.Tracing;

namespace LifecycleWorkflows.Graph.Http.Diagnostics;

/// <summary>The events of a call.</summary>
[EventSource(Name = RequestActivity.SourceName)]
internal sealed class CallEvents : EventSource
{
    public static readonly CallEvents Log = new();

    [Event(1, Level = EventLevel.Informational)]
    public void CallStart(string operation, string label, string clientRequestId) =>
        WriteEvent(1, operation, label, clientRequestId);

    [Event(2, Level = EventLevel.Informational)]
    public void CallStop(string clientRequestId, string condition, int attempts, double milliseconds) =>
        WriteEvent(2, clientRequestId, condition, attempts, milliseconds);

    [Event(3, Level = EventLevel.Warning)]
    public void AttemptFailed(string clientRequestId, string condition, int attempt, double pauseMilliseconds) =>
        WriteEvent(3, clientRequestId, condition, attempt, pauseMilliseconds);
}
