using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>What a workflow, its versions and a template have in common.</summary>
internal sealed record WorkflowBase
{
    public required string DisplayName { get; init; }
    public string? Description { get; init; }
    public required string Category { get; init; }
    public bool IsEnabled { get; init; } = true;
    public bool IsSchedulingEnabled { get; init; }
    public JsonElement? ExecutionConditions { get; init; }
}
