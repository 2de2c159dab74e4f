namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The Graph requests that were received, in order, and how many are being served.</summary>
internal sealed class RequestLog() : BoundedLog<RecordedRequest>(capacity: 100_000)
{
    private int _active;

    public int Active => Volatile.Read(ref _active);

    public void Begin(RecordedRequest request)
    {
        Interlocked.Increment(ref _active);
        Add(request);
    }

    public void End() => Interlocked.Decrement(ref _active);
}
