namespace LifecycleWorkflows.Graph.Running;

/// <summary>How a start ended, and what it took.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Run">The run that it became, if it's known.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RequestId">The service's ID for the last request.</param>
/// <param name="Failure">Why it isn't known to have started.</param>
internal sealed record StartResult(
    StartStatus Status,
    Run? Run,
    int Attempts,
    TimeSpan Duration,
    string? RequestId,
    LifecycleWorkflowsException? Failure
);
