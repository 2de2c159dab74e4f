namespace LifecycleWorkflows.Emulator;

/// <summary>The clock of the tenant: another one, set back or forth. How fast time passes is the other's.</summary>
internal sealed class EmulatorClock(EmulatorOptions options, LiveSettings settings) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => options.Clock.GetUtcNow() + settings.Current.ClockOffset;

    public override long GetTimestamp() => options.Clock.GetTimestamp();

    public override long TimestampFrequency => options.Clock.TimestampFrequency;
}
