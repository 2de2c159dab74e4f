namespace LifecycleWorkflows.Graph.Querying;

/// <summary>What has become known of the service while it was asked.</summary>
internal sealed class FilterSupport
{
    private int _refusals;
    private int _expandRefusals;

    /// <summary>Whether the service has refused a filter or an order that can be decided here as well.</summary>
    public bool HasRefused => Volatile.Read(ref _refusals) > 0;

    /// <summary>Whether the service has refused a relation that can be done without.</summary>
    public bool HasRefusedExpand => Volatile.Read(ref _expandRefusals) > 0;

    /// <summary>Notes that a relation was refused.</summary>
    /// <returns>Whether it is the first time, of which the user is to hear.</returns>
    public bool NoteExpandRefusal() => Interlocked.Increment(ref _expandRefusals) == 1;

    /// <summary>Notes a refusal.</summary>
    /// <returns>Whether it is the first one, of which the user is to hear.</returns>
    public bool NoteRefusal() => Interlocked.Increment(ref _refusals) == 1;
}
