using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>A start that was sent once, and what the service said.</summary>
internal sealed class SentStart(int index, StartRequest request)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    private int _attempts;
    private string? _requestId;
    private LifecycleWorkflowsException? _failure;

    /// <summary>Its position among the requests.</summary>
    public int Index => index;

    public StartRequest Request => request;

    /// <summary>Whether it may have been accepted without saying so.</summary>
    public bool IsLost => _failure is { MayHaveSucceeded: true };

    public bool IsRefused => _failure is { MayHaveSucceeded: false };

    public void Accept(GraphResponse<object> response) =>
        (_attempts, _requestId) = (response.Attempts, response.RequestId);

    public void Fail(LifecycleWorkflowsException failure) =>
        (_attempts, _requestId, _failure) = (failure.Attempts, failure.RequestId, failure);

    /// <summary>How it ended.</summary>
    /// <param name="run">The run that it became; null if none was found.</param>
    /// <param name="unread">Why the runs couldn't be read; null if they could.</param>
    public StartResult End(Run? run, LifecycleWorkflowsException? unread = null) =>
        this switch
        {
            { IsRefused: true } => End(StartStatus.Failed, null, _failure),
            { IsLost: true } when run is not null => End(StartStatus.StartedAfterCheck, run, null),
            { IsLost: true } => End(StartStatus.Unknown, null, Errors.StartInDoubt(_failure!, unread is not null)),
            _ => End(StartStatus.Started, run, null),
        };

    private StartResult End(StartStatus status, Run? run, LifecycleWorkflowsException? failure) =>
        new(status, run, _attempts, Stopwatch.GetElapsedTime(_start), _requestId, failure);
}
