namespace LifecycleWorkflows.Emulator.State;

internal sealed record TaskDefinition(string Id)
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public bool ContinueOnError { get; init; }
    public int Version { get; init; }
    public IReadOnlyList<TaskParameter> Parameters { get; init; } = [];
}

/// <summary>Graph's identityGovernance.parameter.</summary>
internal sealed record TaskParameter(string Name, IReadOnlyList<string> Values, string ValueType);
