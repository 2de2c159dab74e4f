using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.Graph.Reading;

/// <summary>Which items of the pages of one list come out.</summary>
internal sealed class PageItems<T>(ODataQuery query)
    where T : PlacedResource
{
    // A service that pages by offset gives an item again when others move meanwhile, most often the last of a page as
    // the first of the next.
    private readonly RecentItems<string> _recent = new();
    private int _remaining = query.Top ?? int.MaxValue;

    /// <summary>Whether as many items came out as were asked for.</summary>
    public bool IsComplete => _remaining == 0;

    /// <summary>The items of the next page that are new, selected and not too many.</summary>
    public List<T> Of(Page<T> page)
    {
        List<T> items = page.Items;
        items.RemoveAll(item => item.Id.Length > 0 && !_recent.IsNew(IdRules.Normalize(item.Id)));
        if (query.Chooses)
            items.RemoveAll(item => !query.IsSelected(item));
        if (items.Count > _remaining)
            items = items[.._remaining];
        _remaining -= items.Count;
        return items;
    }
}
