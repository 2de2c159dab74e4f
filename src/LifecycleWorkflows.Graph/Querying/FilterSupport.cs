namespace LifecycleWorkflows.Graph.Querying;

/// <summary>What has become known of the service while it was asked.</summary>
internal sealed class FilterSupport
{
    private int _refusals;

    /// <summary>Whether the service has refused a filter or an order that can be decided here as well.</summary>
    public bool HasRefused => Volatile.Read(ref _refusals) > 0;

    /// <summary>Notes a refusal.</summary>
    /// <returns>Whether it is the first one, of which the user is to hear.</returns>
    public bool NoteRefusal() => Interlocked.Increment(ref _refusals) == 1;
}
