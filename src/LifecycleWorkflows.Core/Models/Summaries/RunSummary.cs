namespace LifecycleWorkflows;

/// <summary>
/// Statistics of the runs of a workflow. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-runsummary.
/// </summary>
public sealed class RunSummary : WorkflowSummary
{
    /// <summary>The number of runs.</summary>
    public int? TotalRuns { get; internal set; }

    /// <summary>The number of successful runs.</summary>
    public int? SuccessfulRuns { get; internal set; }

    /// <summary>The number of failed runs.</summary>
    public int? FailedRuns { get; internal set; }

    /// <summary>The number of processed users.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>The number of processed tasks.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasks { get; internal set; }
}
