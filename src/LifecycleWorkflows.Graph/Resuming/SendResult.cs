namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>What the service said to an answer.</summary>
internal enum SendResult
{
    Acceptance,

    /// <summary>It was surely not accepted.</summary>
    Refusal,

    /// <summary>It was surely not accepted, perhaps because the item has an answer.</summary>
    Conflict,

    /// <summary>The answer may have arrived.</summary>
    Nothing,
}
