namespace LifecycleWorkflows;

/// <summary>
/// Statistics of all workflows of the tenant. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowsinsightssummary.
/// </summary>
public sealed class WorkflowsInsightsSummary : Summary
{
    /// <summary>The number of runs.</summary>
    public int? TotalRuns { get; internal set; }

    /// <summary>The number of successful runs.</summary>
    public int? SuccessfulRuns { get; internal set; }

    /// <summary>The number of failed runs.</summary>
    public int? FailedRuns { get; internal set; }

    /// <summary>The number of processed users.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>The number of users for whom processing succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>The number of users for whom processing failed.</summary>
    public int? FailedUsers { get; internal set; }

    /// <summary>The number of processed tasks.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>The number of successful tasks.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasks { get; internal set; }
}
