namespace LifecycleWorkflows;

/// <summary>
/// A user in the scope of a workflow. See https://learn.microsoft.com/graph/api/workflow-list-executionscope and
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflow.
/// </summary>
public sealed class WorkflowScopeMember : LifecycleResource
{
    /// <summary>The ID of the user, with the name of the parameter of other cmdlets.</summary>
    public string? SubjectId => Subject?.Id;

    /// <summary>The display name of the user.</summary>
    public string? DisplayName => Subject?.DisplayName;

    /// <summary>The user principal name of the user.</summary>
    public string? UserPrincipalName => Subject?.UserPrincipalName;

    /// <summary>The date and time for which the user is scheduled (UTC); null in a preview.</summary>
    public DateTimeOffset? ScheduledDateTime { get; internal set; }

    /// <summary>The status of the workflow for this user, such as <c>queued</c>; empty in a preview.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The user.</summary>
    public Subject? Subject { get; internal set; }
}
