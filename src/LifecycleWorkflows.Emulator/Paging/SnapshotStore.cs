namespace LifecycleWorkflows.Emulator.Paging;

/// <summary>Lists as they were when their first page was read: references, not copies.</summary>
internal sealed class SnapshotStore(TimeProvider clock)
{
    private const int MaximumCount = 256;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public string Add(string path, Array items)
    {
        string key = Guid.NewGuid().ToString("N");
        lock (_lock)
        {
            RemoveStale();
            _entries.Add(key, new(path, items, clock.GetTimestamp()));
        }
        return key;
    }

    /// <summary>The items of a snapshot that was taken of the same path.</summary>
    public T[]? Find<T>(string key, string path)
    {
        lock (_lock)
        {
            if (
                !_entries.TryGetValue(key, out Entry? entry)
                || entry.Path != path
                || clock.GetElapsedTime(entry.LastUse) > Lifetime
            )
                return null;
            entry.LastUse = clock.GetTimestamp();
            return entry.Items as T[];
        }
    }

    public void Clear()
    {
        lock (_lock)
            _entries.Clear();
    }

    private void RemoveStale()
    {
        foreach ((string key, Entry entry) in _entries)
        {
            if (clock.GetElapsedTime(entry.LastUse) > Lifetime)
                _entries.Remove(key);
        }
        if (_entries.Count >= MaximumCount)
            _entries.Remove(_entries.MinBy(pair => pair.Value.LastUse).Key);
    }

    private sealed class Entry(string path, Array items, long lastUse)
    {
        public string Path { get; } = path;
        public Array Items { get; } = items;
        public long LastUse { get; set; } = lastUse;
    }
}
