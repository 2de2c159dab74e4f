namespace LifecycleWorkflows.Emulator.State;

/// <summary>What one task did to all users of one run.</summary>
internal sealed class TaskReport(Run run, WorkflowTask task)
{
    private TaskReportTotals? _totals;

    public string Id { get; } = $"{run.Id}_{task.Id}";
    public Run Run { get; } = run;
    public WorkflowTask Task { get; } = task;
    public IEnumerable<TaskProcessingResult> Results => Run.Results.Where(result => result.Task == Task);
    public TaskReportTotals Totals => _totals ??= TaskReportTotals.Of(this);

    public void NotifyChanged() => _totals = null;
}
