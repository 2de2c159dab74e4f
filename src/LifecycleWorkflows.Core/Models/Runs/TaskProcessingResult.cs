namespace LifecycleWorkflows;

/// <summary>
/// What became of one task of a workflow for one user.
/// See https://learn.microsoft.com/graph/api/resources/identitygovernance-taskprocessingresult.
/// </summary>
public sealed class TaskProcessingResult : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string TaskProcessingResultId => Id;

    /// <summary>
    /// Where the task stands, in the wire's spelling: queued, inProgress, completed, completedWithErrors, canceled,
    /// failed, or newer.
    /// </summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>When the result came into being (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>When the task began (UTC); null while it is queued.</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>When the task ended (UTC); null before that.</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>Why the task failed, as the service puts it.</summary>
    public string? FailureReason { get; internal set; }

    /// <summary>
    /// What the service adds for a task that ended without doing anything, such as "already a member".
    /// </summary>
    public string? ProcessingInfo { get; internal set; }

    /// <summary>The user that the task was for; only the id unless <c>subject</c> was expanded.</summary>
    public Subject? Subject { get; internal set; }

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal set; }

    /// <summary>The workflow that the result was read below.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The workflow template that the result was read below.</summary>
    public string? WorkflowTemplateId => Origin.Ids.WorkflowTemplateId;

    /// <summary>The version of the workflow that the result was read below.</summary>
    public int? VersionNumber => Origin.Ids.VersionNumber;

    /// <summary>The task's id.</summary>
    public string? TaskId => Task?.Id is { Length: > 0 } id ? id : Origin.Ids.TaskId;

    /// <summary>The run that the result was read below.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>The user processing result that the result was read below.</summary>
    public string? UserProcessingResultId => Origin.Ids.UserProcessingResultId;

    /// <summary>The subject processing result (beta) that the result was read below.</summary>
    public string? SubjectProcessingResultId => Origin.Ids.SubjectProcessingResultId;

    /// <summary>
    /// The result of a deleted workflow behind whose task the result lies (beta); null for all others.
    /// </summary>
    public string? ParentTaskProcessingResultId => Origin.Ids.ParentTaskProcessingResultId;

    /// <summary>The task report that the result was read below.</summary>
    public string? TaskReportId => Origin.Ids.TaskReportId;

    internal override ResourcePath Origin
    {
        get => base.Origin;
        set
        {
            base.Origin = value;
            Task = Task?.At(value);
        }
    }
}
