namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// What the tasks of one workflow version did to one user. Its figures follow from its task processing results.
/// </summary>
internal sealed class UserProcessingResult(string id, User subject, ResultScope scope, Run? run)
{
    private TaskProcessingResult[] _results = [];

    public string Id { get; } = id;
    public User Subject { get; } = subject;
    public ResultScope Scope { get; } = scope;

    /// <summary>Null for results that hang below a template, which has no runs.</summary>
    public Run? Run { get; } = run;

    public DateTime ScheduledDateTime { get; init; }
    public required string WorkflowExecutionType { get; init; }
    public required int WorkflowVersion { get; init; }

    /// <summary>The runs that processed this user again.</summary>
    public IReadOnlyList<Run> ReprocessedRuns { get; private set; } = [];

    /// <summary>Of a result that is only planned: how many tasks it will have.</summary>
    public int PlannedTasksCount { get; init; }

    /// <summary>In the order in which the tasks run.</summary>
    public IReadOnlyList<TaskProcessingResult> Results => _results;

    public DateTime? StartedDateTime => _results.Min(result => result.StartedDateTime);
    public DateTime? CompletedDateTime => Status.IsFinal ? _results.Max(result => result.CompletedDateTime) : null;
    public ProcessingStatus Status => PlannedTasksCount > 0 ? ProcessingStatus.Queued : Aggregation.OfUser(_results);

    public int FailedTasksCount => _results.Count(result => result.Status == ProcessingStatus.Failed);
    public int TotalTasksCount => PlannedTasksCount + _results.Length;

    // Assumption: a task counts as unprocessed until it has completed or failed; canceled tasks stay unprocessed.
    public int TotalUnprocessedTasksCount =>
        PlannedTasksCount
        + _results.Count(result => result.Status is not (ProcessingStatus.Completed or ProcessingStatus.Failed));

    public void AddReprocessed(Run run) => ReprocessedRuns = [.. ReprocessedRuns, run];

    public bool TryAdd(TaskProcessingResult result)
    {
        if (!Scope.TryAdd(result))
            return false;
        result.Task.Add(result);
        _results = [.. _results.Append(result).OrderBy(each => each.Task.ExecutionSequence)];
        NotifyChanged();
        return true;
    }

    public void NotifyChanged() => Run?.NotifyChanged();
}
