namespace LifecycleWorkflows.Reports;

/// <summary>A run, with its task processing results that failed.</summary>
internal sealed record RunReport(Run Run)
{
    public IReadOnlyList<TaskProcessingResult> Failures { get; set; } = [];
}
