namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// One pause for all that is in flight on a connection: when the service throttles one request, the others wait as
/// well.
/// </summary>
internal sealed class ThrottleGate(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private readonly long _start = clock.GetTimestamp();
    private long _opensAt;

    /// <summary>How long the pause still is; zero or less when there is none.</summary>
    public TimeSpan Remaining => TimeSpan.FromTicks(Interlocked.Read(ref _opensAt)) - clock.GetElapsedTime(_start);

    public void Close(TimeSpan pause)
    {
        long until = (clock.GetElapsedTime(_start) + (pause < Longest ? pause : Longest)).Ticks;
        long present;
        while (
            (present = Interlocked.Read(ref _opensAt)) < until
            && Interlocked.CompareExchange(ref _opensAt, until, present) != present
        ) { }
    }
}
