namespace LifecycleWorkflows.Graph.Querying;

/// <summary>What is known about the filters that the service supports.</summary>
internal sealed class FilterSupport
{
    private int _refusals;
    private int _expandRefusals;

    /// <summary>Whether the service rejected a filter or order that can be evaluated on this computer.</summary>
    public bool HasRefused => Volatile.Read(ref _refusals) > 0;

    /// <summary>Whether the service has refused a relation that can be done without.</summary>
    public bool HasRefusedExpand => Volatile.Read(ref _expandRefusals) > 0;

    /// <summary>Notes that a relation was refused.</summary>
    /// <returns>Whether it is the first time, of which the user is to hear.</returns>
    public bool NoteExpandRefusal() => Interlocked.Increment(ref _expandRefusals) == 1;

    /// <summary>Records that the service rejected a filter or order.</summary>
    /// <returns>Whether it's the first time, so that a warning is needed.</returns>
    public bool NoteRefusal() => Interlocked.Increment(ref _refusals) == 1;
}
