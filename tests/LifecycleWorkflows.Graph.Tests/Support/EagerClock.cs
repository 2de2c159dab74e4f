namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// A clock on which every pause is over at once and the time that it took has passed. Only the limit of an attempt
/// takes its time.
/// </summary>
internal sealed class EagerClock(TimeSpan attemptTimeout, DateTimeOffset? start = null) : TimeProvider
{
    private DateTimeOffset _now = start ?? new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    public List<TimeSpan> Pauses { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != attemptTimeout && dueTime >= TimeSpan.Zero)
        {
            _now += dueTime;
            Pauses.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
        return System.CreateTimer(callback, state, dueTime, period);
    }
}
