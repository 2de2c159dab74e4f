namespace LifecycleWorkflows;

/// <summary>
/// The tasks of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-taskreportsummary.
/// </summary>
public sealed class TaskReportSummary : WorkflowSummary
{
    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks succeeded.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }

    /// <summary>How many of the tasks have not been processed.</summary>
    public int? UnprocessedTasks { get; internal set; }
}
