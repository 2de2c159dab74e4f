using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Paging;

/// <summary>Cuts lists into pages.</summary>
internal sealed class Pager(LiveSettings settings, SnapshotStore snapshots)
{
    public Page<T> Read<T>(QueryOptions<T> query, string path, IEnumerable<T> items)
    {
        SkipToken start = query.SkipToken is null ? new(null, query.Skip) : SkipToken.Decode(query.SkipToken);
        T[] list = start.Snapshot is null
            ? query.Apply(items)
            : snapshots.Find<T>(start.Snapshot, path) ?? throw SkipToken.Invalid();

        // Assumption: $top is the wish for a page size. The service goes on with a nextLink behind it, and its own
        // limit wins.
        int size = Math.Min(query.Top ?? int.MaxValue, settings.Current.PageSize);
        int from = Math.Min(start.Offset, list.Length);
        int to = from + Math.Min(size, list.Length - from);
        bool isLast = to == list.Length || size == 0;
        return new(
            new(list, from, to - from),
            list.Length,
            isLast ? null : new(start.Snapshot ?? Freeze(path, list), to)
        );
    }

    private string? Freeze(string path, Array list) =>
        settings.Current.Paging == PagingMode.Snapshot ? snapshots.Add(path, list) : null;
}
