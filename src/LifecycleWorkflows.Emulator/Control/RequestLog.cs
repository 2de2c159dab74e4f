namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The Graph requests that were received, in order, and how many are being served.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 100_000;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private int _active;

    public int Active => Volatile.Read(ref _active);

    public void Begin(RecordedRequest request)
    {
        Interlocked.Increment(ref _active);
        lock (_lock)
        {
            if (_requests.Count == Capacity)
                _requests.Dequeue();
            _requests.Enqueue(request);
        }
    }

    public void End() => Interlocked.Decrement(ref _active);

    public IReadOnlyList<RecordedRequest> Snapshot()
    {
        lock (_lock)
            return [.. _requests];
    }

    public void Clear()
    {
        lock (_lock)
            _requests.Clear();
    }
}
