namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// The ids that a listing gave lately. A service that pages by offset gives an item again when others move up or down meanwhile, most often
/// the last of a page as the first of the next. The memory is bounded: what was given before it is not known any more.
/// </summary>
internal sealed class RecentIds(int least = RecentIds.UsualLeast)
{
    private const int UsualLeast = 10_000;

    private HashSet<string> _present = [];
    private HashSet<string> _before = [];

    /// <summary>Removes what was given before, and remembers the rest. What has no id is never the same.</summary>
    public void RemoveRepeated<T>(List<T> items)
        where T : Resource => items.RemoveAll(item => item.Id.Length > 0 && !IsNew(item.Id));

    /// <summary>Whether an id was not given lately; from now on it was.</summary>
    public bool IsNew(string id)
    {
        if (_before.Contains(id) || !_present.Add(id))
            return false;
        if (_present.Count >= least)
            (_before, _present) = (_present, []);
        return true;
    }
}
