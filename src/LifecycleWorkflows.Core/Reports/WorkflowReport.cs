namespace LifecycleWorkflows.Reports;

/// <summary>A workflow, and its runs and task reports in the period.</summary>
internal sealed record WorkflowReport(Workflow Workflow, IReadOnlyList<RunReport> Runs, IReadOnlyList<TaskReport> Tasks)
{
    public string Name => Workflow.DisplayName ?? Workflow.Id;
}
