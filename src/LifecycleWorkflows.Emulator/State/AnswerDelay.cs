namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// How long accepted answers stay without effect: each for a time between two, the same times again for the same seed.
/// </summary>
internal sealed class AnswerDelay(TimeSpan minimum = default, TimeSpan? maximum = null, int seed = 0)
{
    private readonly Random _random = new(seed);

    public TimeSpan Minimum { get; } = minimum;

    /// <summary>The minimum unless given.</summary>
    public TimeSpan? Maximum { get; } = maximum ?? minimum;

    public int Seed { get; } = seed;

    internal bool IsGood => Minimum >= TimeSpan.Zero && Maximum >= Minimum;

    /// <summary>The time that the next answer takes. Whoever asks holds the tenant.</summary>
    public TimeSpan Next() => Minimum + (Maximum!.Value - Minimum) * _random.NextDouble();
}
