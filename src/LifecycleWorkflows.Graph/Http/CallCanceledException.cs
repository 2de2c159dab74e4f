namespace LifecycleWorkflows.Graph.Http;

/// <summary>A call that was stopped, and what is known of it: one that never left did nothing.</summary>
internal sealed class CallCanceledException(int attempts, CancellationToken cancellationToken)
    : OperationCanceledException(cancellationToken)
{
    /// <summary>How often it left this machine.</summary>
    public int Attempts => attempts;
}
