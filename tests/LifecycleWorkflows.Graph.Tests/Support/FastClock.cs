namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A clock on which time passes many times as fast, timers included, and which can be set ahead.</summary>
internal sealed class FastClock(double speed) : TimeProvider
{
    private readonly long _began = System.GetTimestamp();
    private long _aheadTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() =>
        new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)
        + System.GetElapsedTime(_began) * speed
        + TimeSpan.FromTicks(Interlocked.Read(ref _aheadTicks));

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(
            callback,
            state,
            dueTime < TimeSpan.Zero ? dueTime : dueTime / speed,
            period < TimeSpan.Zero ? period : period / speed
        );

    public void SetAhead(TimeSpan time) => Interlocked.Add(ref _aheadTicks, time.Ticks);
}
