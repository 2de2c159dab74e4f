namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The latest of what happened, in order.</summary>
internal abstract class BoundedLog<T>(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<T> _entries = new();

    public void Add(T entry)
    {
        lock (_lock)
        {
            if (_entries.Count == capacity)
                _entries.Dequeue();
            _entries.Enqueue(entry);
        }
    }

    public T[] Snapshot()
    {
        lock (_lock)
            return [.. _entries];
    }

    public void Clear()
    {
        lock (_lock)
            _entries.Clear();
    }
}
