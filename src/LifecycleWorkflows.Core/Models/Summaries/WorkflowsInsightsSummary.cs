namespace LifecycleWorkflows;

/// <summary>
/// All workflows of the tenant. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowsinsightssummary.
/// </summary>
public sealed class WorkflowsInsightsSummary : Summary
{
    /// <summary>How many runs there were.</summary>
    public int? TotalRuns { get; internal set; }

    /// <summary>How many of the runs succeeded.</summary>
    public int? SuccessfulRuns { get; internal set; }

    /// <summary>How many of the runs failed.</summary>
    public int? FailedRuns { get; internal set; }

    /// <summary>How many users were processed.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>For how many users it succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>For how many users it failed.</summary>
    public int? FailedUsers { get; internal set; }

    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks succeeded.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }
}
