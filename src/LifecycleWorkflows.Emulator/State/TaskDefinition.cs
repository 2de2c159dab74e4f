namespace LifecycleWorkflows.Emulator.State;

internal sealed record TaskDefinition
{
    public required string Id { get; init; }
    public required string DisplayName { get; init; }
    public string? Description { get; set; }
    public required string Category { get; init; }
    public bool ContinueOnError { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>The directory role without which the task fails.</summary>
    public string? RequiredRole { get; set; }
    public IReadOnlyList<TaskParameter> Parameters { get; set; } = [];
}

/// <summary>Graph's identityGovernance.parameter.</summary>
internal sealed record TaskParameter
{
    public required string Name { get; init; }
    public IReadOnlyList<string> Values { get; set; } = [];
    public string ValueType { get; set; } = "string";
}
