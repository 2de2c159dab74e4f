namespace LifecycleWorkflows;

/// <summary>
/// One of the workflows that the tenant runs most. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-topworkflowsinsightssummary.
/// </summary>
public sealed class TopWorkflowsInsightsSummary : Summary
{
    /// <summary>The workflow.</summary>
    public string? WorkflowId { get; internal set; }

    /// <summary>The workflow's name for display.</summary>
    public string? WorkflowDisplayName { get; internal set; }

    /// <summary>For whom it is: joiner, leaver or mover.</summary>
    public string? WorkflowCategory { get; internal set; }

    /// <summary>The number of its version.</summary>
    public int? WorkflowVersion { get; internal set; }

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
}
