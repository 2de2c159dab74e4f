namespace LifecycleWorkflows;

/// <summary>
/// Statistics of one of the most processed tasks of the tenant. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-toptasksinsightssummary.
/// </summary>
public sealed class TopTasksInsightsSummary : Summary
{
    /// <summary>The ID of the task definition.</summary>
    public string? TaskDefinitionId { get; internal set; }

    /// <summary>The display name of the task definition.</summary>
    public string? TaskDefinitionDisplayName { get; internal set; }

    /// <summary>The number of processed tasks.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>The number of successful tasks.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasks { get; internal set; }

    /// <summary>The number of processed users.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>The number of users for whom processing succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>The number of users for whom processing failed.</summary>
    public int? FailedUsers { get; internal set; }
}
