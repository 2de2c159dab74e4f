namespace LifecycleWorkflows.Graph.Reading;

/// <summary>What came by lately. The memory is bounded: what came before it is not known any more.</summary>
/// <param name="least">How much is remembered at least; at most twice as much.</param>
internal sealed class RecentItems<T>(int least = 10_000)
{
    private HashSet<T> _present = [];
    private HashSet<T> _before = [];

    /// <summary>Whether something did not come by lately; from now on it did.</summary>
    public bool IsNew(T thing)
    {
        if (_before.Contains(thing) || !_present.Add(thing))
            return false;
        if (_present.Count >= least)
            (_before, _present) = (_present, []);
        return true;
    }
}
