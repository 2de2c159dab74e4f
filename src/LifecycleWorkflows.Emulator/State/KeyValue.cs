namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's keyValuePair.</summary>
internal sealed record KeyValue
{
    public required string Name { get; init; }
    public string? Value { get; set; }
}
