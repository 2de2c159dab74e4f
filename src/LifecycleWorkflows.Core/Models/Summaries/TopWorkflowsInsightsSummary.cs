namespace LifecycleWorkflows;

/// <summary>
/// Statistics of one of the most processed workflows of the tenant. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-topworkflowsinsightssummary.
/// </summary>
public sealed class TopWorkflowsInsightsSummary : Summary
{
    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId { get; internal set; }

    /// <summary>The display name of the workflow.</summary>
    public string? WorkflowDisplayName { get; internal set; }

    /// <summary>The category: joiner, leaver, or mover.</summary>
    public string? WorkflowCategory { get; internal set; }

    /// <summary>The version number of the workflow.</summary>
    public int? WorkflowVersion { get; internal set; }

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
}
