namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>What to do next.</summary>
internal enum NextStep
{
    Send,
    Look,
    EndResumed,
    EndAlreadyDone,
    EndResumedAfterCheck,
    EndFailed,
    EndUnknown,
}
