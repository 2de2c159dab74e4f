namespace LifecycleWorkflows.Emulator.State;

/// <summary>One execution of a workflow version for a number of users.</summary>
internal sealed class Run
{
    private readonly List<UserProcessingResult> _userResults = [];
    private RunTotals? _totals;

    public Run(string id, Workflow workflow, WorkflowVersion version)
    {
        Id = id;
        Workflow = workflow;
        Version = version;
        TaskReports = [.. version.Tasks.Select(task => new TaskReport(this, task))];
    }

    public string Id { get; }
    public Workflow Workflow { get; }
    public WorkflowVersion Version { get; }
    public IReadOnlyList<TaskReport> TaskReports { get; }
    public DateTime ScheduledDateTime { get; init; }
    public DateTime? StartedDateTime { get; init; }
    public required string WorkflowExecutionType { get; init; }
    public IReadOnlyList<UserProcessingResult> UserResults => _userResults;
    public IEnumerable<TaskProcessingResult> Results => _userResults.SelectMany(userResult => userResult.Results);

    /// <summary>
    /// Computed when asked for and kept until a result changes; readers may race to compute it, and agree.
    /// </summary>
    public RunTotals Totals => _totals ??= RunTotals.Of(this);

    public bool TryAdd(UserProcessingResult userResult)
    {
        if (!Workflow.Scope.TryAdd(userResult))
            return false;
        _userResults.Add(userResult);
        NotifyChanged();
        return true;
    }

    public void NotifyChanged()
    {
        _totals = null;
        foreach (TaskReport report in TaskReports)
            report.NotifyChanged();
    }
}
