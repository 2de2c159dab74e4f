namespace LifecycleWorkflows.Reports;

/// <summary>A workflow, with what it did in the period.</summary>
internal sealed record WorkflowReport(Workflow Workflow, IReadOnlyList<RunReport> Runs, IReadOnlyList<TaskReport> Tasks)
{
    public string Name => Workflow.DisplayName ?? Workflow.Id;
}
