namespace LifecycleWorkflows.Graph.Waiting;

/// <summary>A result that has ended, or why it is not known to have.</summary>
internal sealed record WaitResult(
    TaskProcessingResult? Result,
    LifecycleWorkflowsException? Failure,
    object? Source,
    string Id
);
