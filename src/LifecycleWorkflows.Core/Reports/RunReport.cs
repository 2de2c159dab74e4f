namespace LifecycleWorkflows.Reports;

/// <summary>A run and its failed task processing results.</summary>
internal sealed record RunReport(Run Run)
{
    public IReadOnlyList<TaskProcessingResult> Failures { get; set; } = [];
}
