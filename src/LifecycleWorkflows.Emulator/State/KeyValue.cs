namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's keyValuePair.</summary>
internal sealed record KeyValue(string Name, string? Value);
