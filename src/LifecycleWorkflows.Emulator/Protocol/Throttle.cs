namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Lets through as many requests in each second as the settings allow.</summary>
internal sealed class Throttle(LiveSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private long _windowStart;
    private int _count;

    public void Admit()
    {
        int limit = settings.Current.RequestsPerSecond;
        if (limit == 0)
            return;
        lock (_lock)
        {
            if (_count == 0 || clock.GetElapsedTime(_windowStart) >= Window)
                (_windowStart, _count) = (clock.GetTimestamp(), 0);
            if (++_count > limit)
                throw GraphException.Throttled();
        }
    }
}
