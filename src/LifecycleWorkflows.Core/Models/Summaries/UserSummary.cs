namespace LifecycleWorkflows;

/// <summary>
/// Statistics of the users that a workflow or one of its runs processed. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-usersummary.
/// </summary>
public sealed class UserSummary : WorkflowSummary
{
    /// <summary>The ID of the run; null if the statistics include all runs.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>The number of processed users.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>The number of users for whom processing succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>The number of users for whom processing failed.</summary>
    public int? FailedUsers { get; internal set; }

    /// <summary>The number of processed tasks.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasks { get; internal set; }
}
