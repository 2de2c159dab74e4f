namespace LifecycleWorkflows;

/// <summary>
/// Statistics of the tasks of a workflow. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskreportsummary.
/// </summary>
public sealed class TaskReportSummary : WorkflowSummary
{
    /// <summary>The number of processed tasks.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>The number of successful tasks.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasks { get; internal set; }

    /// <summary>The number of unprocessed tasks.</summary>
    public int? UnprocessedTasks { get; internal set; }
}
