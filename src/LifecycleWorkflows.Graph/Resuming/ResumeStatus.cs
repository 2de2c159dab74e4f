namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>How an answer ended.</summary>
internal enum ResumeStatus
{
    Resumed,
    AlreadyDone,
    ResumedAfterCheck,
    Failed,
    Unknown,
}
