namespace LifecycleWorkflows;

/// <summary>
/// One of the kinds of task that the tenant runs most. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-toptasksinsightssummary.
/// </summary>
public sealed class TopTasksInsightsSummary : Summary
{
    /// <summary>The kind of task.</summary>
    public string? TaskDefinitionId { get; internal set; }

    /// <summary>Its name for display.</summary>
    public string? TaskDefinitionDisplayName { get; internal set; }

    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks succeeded.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }

    /// <summary>How many users were processed.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>For how many users it succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>For how many users it failed.</summary>
    public int? FailedUsers { get; internal set; }
}
