namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A clock on which every pause is over at once and the time that it took has passed. A time limit, whose timer belongs to a token's source, only runs out if it is to.</summary>
internal sealed class JumpingClock(bool limitsRunOut = false) : TimeProvider
{
    private DateTimeOffset _now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public List<double> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (state is CancellationTokenSource && !limitsRunOut)
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        _now += dueTime;
        Pauses.Add(dueTime.TotalSeconds);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
