namespace LifecycleWorkflows.Graph.Waiting;

/// <summary>A result that is to be waited for.</summary>
/// <param name="Parent">The collection to look for it in.</param>
/// <param name="Id">Its id.</param>
/// <param name="Origin">Where it is said to come from.</param>
internal sealed record PolledResult(ResourcePath Parent, string Id, ResourcePath Origin)
{
    /// <summary>All ids that it was asked for with, if it is not known that they are its own.</summary>
    public Selection? Proof { get; init; }

    /// <summary>What else must hold of what it was asked for with; null for nothing.</summary>
    public Func<CancellationToken, Task>? Check { get; init; }

    /// <summary>What is known of it.</summary>
    public TaskProcessingResult? Known { get; init; }

    /// <summary>What it was asked for with.</summary>
    public object? Source { get; init; }
}
