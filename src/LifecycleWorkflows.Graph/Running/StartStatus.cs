namespace LifecycleWorkflows.Graph.Running;

/// <summary>How a start ended. Users know the names from <see cref="RunOutcome.Outcome"/>.</summary>
internal enum StartStatus
{
    /// <summary>The service accepted it.</summary>
    Started,

    /// <summary>The response was lost, and its run was found.</summary>
    StartedAfterCheck,

    /// <summary>It wasn't sent: a later run has done it.</summary>
    AlreadyRestarted,

    /// <summary>It was surely not accepted.</summary>
    Failed,

    /// <summary>It may have been accepted.</summary>
    Unknown,
}
