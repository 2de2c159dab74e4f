namespace LifecycleWorkflows.Graph.Querying;

/// <summary>What is known about the filters that the service supports.</summary>
internal sealed class FilterSupport
{
    private int _refusals;

    /// <summary>Whether the service rejected a filter or order that can be evaluated on this computer.</summary>
    public bool HasRefused => Volatile.Read(ref _refusals) > 0;

    /// <summary>Records that the service rejected a filter or order.</summary>
    /// <returns>Whether it's the first time, so that a warning is needed.</returns>
    public bool NoteRefusal() => Interlocked.Increment(ref _refusals) == 1;
}
