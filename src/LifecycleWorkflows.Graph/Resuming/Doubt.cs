namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>What is known of the answers that were sent when the item is looked at.</summary>
internal enum Doubt
{
    /// <summary>None was accepted: it was refused as a conflict.</summary>
    None,

    /// <summary>One may have arrived, and one more may be sent.</summary>
    Open,

    /// <summary>One may have arrived, and none may be sent any more.</summary>
    Final,
}
