namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// What a call has cost so far. Only the time on its way to the service and back and its own pauses count against its
/// limits: not the time that it waits for a token, for the end of a pause that another call made necessary, or for
/// company. Only what left is an attempt.
/// </summary>
/// <param name="clock">The time to measure with.</param>
/// <param name="passengers">The calls that travel in this one's request.</param>
internal sealed class CallCost(TimeProvider clock, params IReadOnlyList<CallCost> passengers)
{
    private long _leftAt;

    /// <summary>How often it left this machine.</summary>
    public int Attempts { get; private set; }

    public TimeSpan Time { get; private set; }

    public void BeginSending()
    {
        Attempts++;
        _leftAt = clock.GetTimestamp();
        foreach (CallCost passenger in passengers)
            passenger.BeginSending();
    }

    public void EndSending()
    {
        Time += clock.GetElapsedTime(_leftAt);
        foreach (CallCost passenger in passengers)
            passenger.EndSending();
    }

    public void AddDelay(TimeSpan pause) => Time += pause;
}
