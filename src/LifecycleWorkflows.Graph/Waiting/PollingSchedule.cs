namespace LifecycleWorkflows.Graph.Waiting;

/// <summary>How long to wait in all, and between two looks.</summary>
/// <param name="Timeout">How long to wait; null for as long as it takes.</param>
/// <param name="Interval">
/// How long to wait between two looks; null for a tenth of the time waited so far, a second at least and a minute at
/// most.
/// </param>
internal sealed record PollingSchedule(TimeSpan? Timeout, TimeSpan? Interval)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>The pause before the next look. The last look is when the time is over.</summary>
    public TimeSpan Pause(TimeSpan waited)
    {
        TimeSpan usual = Interval ?? TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 10, Shortest.Ticks, Longest.Ticks));
        return Timeout is { } timeout && Rest(timeout, waited) is var rest && rest < usual ? rest : usual;
    }

    /// <summary>How long a look may take.</summary>
    public TimeSpan Left(TimeSpan waited) =>
        Timeout is { } timeout ? Rest(timeout, waited) + Grace : System.Threading.Timeout.InfiniteTimeSpan;

    // The consumer may have used up the time between two polls.
    private static TimeSpan Rest(TimeSpan timeout, TimeSpan waited) =>
        waited < timeout ? timeout - waited : TimeSpan.Zero;
}
