namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// How long accepted answers stay without effect: each for a time between two, the same times again for the same seed.
/// </summary>
internal sealed class AnswerDelay(TimeSpan minimum, TimeSpan maximum, int seed)
{
    public static readonly AnswerDelay None = new(TimeSpan.Zero, TimeSpan.Zero, 0);

    private readonly Random _random = new(seed);

    public TimeSpan Minimum { get; } = minimum;

    public TimeSpan Maximum { get; } = maximum;

    public int Seed { get; } = seed;

    /// <summary>The time that the next answer takes. Whoever asks holds the tenant.</summary>
    public TimeSpan Next() => Minimum + (Maximum - Minimum) * _random.NextDouble();
}
