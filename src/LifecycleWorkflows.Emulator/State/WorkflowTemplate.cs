namespace LifecycleWorkflows.Emulator.State;

internal sealed record WorkflowTemplate(string Id)
{
    public required WorkflowBase Content { get; init; }
    public required IReadOnlyList<WorkflowTask> Tasks { get; init; }
    public ResultScope Scope { get; } = new();
}
