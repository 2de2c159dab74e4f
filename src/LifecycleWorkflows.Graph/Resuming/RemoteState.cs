namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>What reading shows of something that was to be answered.</summary>
internal enum RemoteState
{
    /// <summary>It does not tell, or could not be read just now.</summary>
    Unknown,
    Waiting,
    AsWanted,
    Otherwise,

    /// <summary>It cannot be read.</summary>
    Unreadable,
}
