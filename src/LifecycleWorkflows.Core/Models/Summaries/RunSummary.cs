namespace LifecycleWorkflows;

/// <summary>
/// The runs of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-runsummary.
/// </summary>
public sealed class RunSummary : WorkflowSummary
{
    /// <summary>How many runs there were.</summary>
    public int? TotalRuns { get; internal set; }

    /// <summary>How many of the runs succeeded.</summary>
    public int? SuccessfulRuns { get; internal set; }

    /// <summary>How many of the runs failed.</summary>
    public int? FailedRuns { get; internal set; }

    /// <summary>How many users were processed.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }
}
