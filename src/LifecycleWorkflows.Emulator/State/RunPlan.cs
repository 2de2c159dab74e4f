using System.Text.Json.Nodes;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>A run that is to be made.</summary>
internal sealed record RunPlan(Workflow Workflow, WorkflowVersion Version, string ExecutionType)
{
    public required IReadOnlyList<PlannedUser> Users { get; init; }

    /// <summary>The activation scope that asks for it, if it is one.</summary>
    public JsonObject? Scope { get; init; }

    /// <summary>What it processes again.</summary>
    public IReadOnlyList<UserProcessingResult> Reprocessed { get; init; } = [];
}
