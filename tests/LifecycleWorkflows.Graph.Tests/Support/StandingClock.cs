namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A clock that stands still until it is moved, so that pauses last. Time limits never run out.</summary>
internal sealed class StandingClock : TimeProvider, IDisposable
{
    private readonly List<(DateTimeOffset Due, ITimer Timer)> _pauses = [];
    private readonly SemaphoreSlim _begun = new(0);
    private int _limits;
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    /// <summary>How many time limits have begun.</summary>
    public int Limits => Volatile.Read(ref _limits);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_pauses)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        if (state is CancellationTokenSource)
        {
            Interlocked.Increment(ref _limits);
            return timer;
        }
        lock (_pauses)
            _pauses.Add((_now + dueTime, timer));
        _begun.Release();
        return timer;
    }

    /// <summary>Waits until one more pause has begun.</summary>
    public async Task PauseBegunAsync() =>
        Assert.True(
            await _begun.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken),
            "There was no pause."
        );

    public void Move(double seconds)
    {
        lock (_pauses)
        {
            _now += TimeSpan.FromSeconds(seconds);
            foreach ((DateTimeOffset due, ITimer timer) in _pauses.Where(pause => pause.Due <= _now))
                timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            _pauses.RemoveAll(pause => pause.Due <= _now);
        }
    }

    /// <summary>Moves on step by step until something has happened.</summary>
    public Task MoveUntilAsync(double seconds, Func<bool> isSo) =>
        TestWait.UntilAsync(() =>
        {
            Move(seconds);
            return isSo();
        });

    public void Dispose() => _begun.Dispose();
}
