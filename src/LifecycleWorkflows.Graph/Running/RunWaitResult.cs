namespace LifecycleWorkflows.Graph.Running;

/// <summary>A run that was waited for, as it was last read, and why it isn't known to be finished.</summary>
internal sealed record RunWaitResult(Run Run, LifecycleWorkflowsException? Failure);
