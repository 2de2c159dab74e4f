namespace LifecycleWorkflows;

/// <summary>
/// The users that a workflow, or one of its runs, processed. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-usersummary.
/// </summary>
public sealed class UserSummary : WorkflowSummary
{
    /// <summary>The run; null when the figures are those of all runs.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>How many users were processed.</summary>
    public int? TotalUsers { get; internal set; }

    /// <summary>For how many users it succeeded.</summary>
    public int? SuccessfulUsers { get; internal set; }

    /// <summary>For how many users it failed.</summary>
    public int? FailedUsers { get; internal set; }

    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }
}
