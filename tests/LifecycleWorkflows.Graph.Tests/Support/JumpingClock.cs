namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// A clock on which every pause is over at once and the time that it took has passed. A time limit, whose timer
/// belongs to a token's source, only runs out if it is to. Pauses of one length can be held until they are let go,
/// and last from then on.
/// </summary>
internal sealed class JumpingClock(bool limitsRunOut = false, TimeSpan? held = null) : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ITimer> _held = [];
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private bool _holds = held is not null;

    public List<double> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource && !limitsRunOut)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        lock (_lock)
        {
            _now += dueTime;
            Pauses.Add(dueTime.TotalSeconds);
            if (dueTime != held)
                return System.CreateTimer(callback, state, TimeSpan.Zero, period);
            if (!_holds)
                return System.CreateTimer(callback, state, dueTime, period);
            _held.Add(System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period));
            return _held[^1];
        }
    }

    /// <summary>Ends the pauses that are held. Others of that length last as long as they say.</summary>
    public void LetGo()
    {
        lock (_lock)
        {
            _holds = false;
            _held.ForEach(timer => timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan));
        }
    }
}
