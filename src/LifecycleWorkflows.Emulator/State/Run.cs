using System.Text.Json.Nodes;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>One execution of a workflow version for a number of users.</summary>
internal sealed class Run
{
    private readonly List<UserProcessingResult> _userResults = [];
    private RunTotals? _totals;

    /// <summary>Makes a run without users.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="workflow">Whose run it is.</param>
    /// <param name="version">The version that it runs.</param>
    /// <param name="tasks">What it reports on; all tasks of the version unless given.</param>
    public Run(string id, Workflow workflow, WorkflowVersion version, IEnumerable<WorkflowTask>? tasks = null)
    {
        Id = id;
        Workflow = workflow;
        Version = version;
        TaskReports = [.. (tasks ?? version.Tasks).Select(task => new TaskReport(this, task))];
    }

    public string Id { get; }
    public Workflow Workflow { get; }
    public WorkflowVersion Version { get; }
    public IReadOnlyList<TaskReport> TaskReports { get; }
    public DateTime ScheduledDateTime { get; init; }
    public DateTime? StartedDateTime { get; set; }
    public required string WorkflowExecutionType { get; init; }

    /// <summary>Graph's activationScope that made this run; null for all other runs.</summary>
    public JsonObject? ActivatedOnScope { get; init; }

    /// <summary>The runs that processed again what is in this one.</summary>
    public IReadOnlyList<Run> ReprocessedRuns { get; private set; } = [];

    /// <summary>Whether it was told to stop.</summary>
    public bool IsCanceled { get; set; }

    /// <summary>Whether it only tries what would happen.</summary>
    public bool IsPreview => WorkflowExecutionType == ExecutionTypes.Preview;

    public IReadOnlyList<UserProcessingResult> UserResults => _userResults;
    public IEnumerable<TaskProcessingResult> Results => _userResults.SelectMany(userResult => userResult.Results);

    /// <summary>
    /// Computed when asked for and kept until a result changes; readers may race to compute it, and agree.
    /// </summary>
    public RunTotals Totals => _totals ??= RunTotals.Of(this);

    public void AddReprocessed(Run run) => ReprocessedRuns = [.. ReprocessedRuns, run];

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
