namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's quarantineDetails of a workflow that is quarantined.</summary>
internal sealed record Quarantine
{
    public required DateTime QuarantinedDateTime { get; init; }
    public required string QuarantineReason { get; init; }
    public required string QuarantineType { get; init; }
}
