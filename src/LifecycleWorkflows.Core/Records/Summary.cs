namespace LifecycleWorkflows;

/// <summary>Figures over a period of time.</summary>
public abstract class Summary : GraphObject
{
    private protected Summary() { }

    /// <summary>Where the period begins (UTC).</summary>
    public DateTimeOffset StartDateTime { get; internal set; }

    /// <summary>Where the period ends (UTC).</summary>
    public DateTimeOffset EndDateTime { get; internal set; }

    /// <summary>The version of Microsoft Graph that gave it: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>What the figures are about.</summary>
    internal ResourcePath Origin { get; set; } = ResourcePath.None;

    /// <summary>The type, nothing else.</summary>
    /// <returns>A text without personal data.</returns>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Figures of one workflow over a period of time.</summary>
public abstract class WorkflowSummary : Summary
{
    private protected WorkflowSummary() { }

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>Whether the workflow is a deleted one.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}

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

/// <summary>
/// The tasks of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-taskreportsummary.
/// </summary>
public sealed class TaskReportSummary : WorkflowSummary
{
    /// <summary>How many tasks were carried out.</summary>
    public int? TotalTasks { get; internal set; }

    /// <summary>How many of the tasks succeeded.</summary>
    public int? SuccessfulTasks { get; internal set; }

    /// <summary>How many of the tasks failed.</summary>
    public int? FailedTasks { get; internal set; }

    /// <summary>How many of the tasks have not been processed.</summary>
    public int? UnprocessedTasks { get; internal set; }
}

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

/// <summary>
/// The runs of the tenant's workflows, by category. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowsinsightsbycategory.
/// </summary>
public sealed class WorkflowsInsightsByCategory : Summary
{
    /// <summary>How many runs of joiner workflows there were.</summary>
    public int? TotalJoinerRuns { get; internal set; }

    /// <summary>How many runs of joiner workflows succeeded.</summary>
    public int? SuccessfulJoinerRuns { get; internal set; }

    /// <summary>How many runs of joiner workflows failed.</summary>
    public int? FailedJoinerRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows there were.</summary>
    public int? TotalLeaverRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows succeeded.</summary>
    public int? SuccessfulLeaverRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows failed.</summary>
    public int? FailedLeaverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows there were.</summary>
    public int? TotalMoverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows succeeded.</summary>
    public int? SuccessfulMoverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows failed.</summary>
    public int? FailedMoverRuns { get; internal set; }
}

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
