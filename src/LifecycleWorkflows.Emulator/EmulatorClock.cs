namespace LifecycleWorkflows.Emulator;

/// <summary>The clock of the tenant: another one, set back or forth. How fast time passes is the other's.</summary>
internal sealed class EmulatorClock(TimeProvider inner, EmulatorSettings settings) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + settings.ClockOffset;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override long TimestampFrequency => inner.TimestampFrequency;
}
