namespace LifecycleWorkflows;

/// <summary>
/// The result of one task of a workflow for one user. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskprocessingresult.
/// </summary>
public sealed class TaskProcessingResult : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string TaskProcessingResultId => Id;

    /// <summary>
    /// The status of the task: queued, inProgress, completed, completedWithErrors, canceled, failed, or a newer value.
    /// </summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>
    /// Whether the result is of a preview, which changes nothing for any user; null if the result was read in a way
    /// that doesn't show it. A run or user processing result that is piped to Get-LwfTaskProcessingResult shows it.
    /// </summary>
    public bool? IsPreview => Origin.IsPreview;

    /// <summary>The date and time when the result was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>The date and time when the task started (UTC); null while it's queued.</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>The date and time when the task was completed (UTC); null until then.</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>The reason for the failure, from the service.</summary>
    public string? FailureReason { get; internal set; }

    /// <summary>Additional information from the service, for example if the task completed without a change.</summary>
    public string? ProcessingInfo { get; internal set; }

    /// <summary>The user that the task is for. It contains only the ID unless <c>subject</c> is expanded.</summary>
    public Subject? Subject { get; internal set; }

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal set; }

    /// <summary>The ID of the workflow, if the result was read from a workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The ID of the workflow template, if the result was read from a template.</summary>
    public string? WorkflowTemplateId => Origin.Ids.WorkflowTemplateId;

    /// <summary>The version number of the workflow, if the result was read from a workflow version.</summary>
    public int? VersionNumber => Origin.Ids.VersionNumber;

    /// <summary>The ID of the task.</summary>
    public string? TaskId => Task?.Id is { Length: > 0 } id ? id : Origin.Ids.TaskId;

    /// <summary>The ID of the run, if the result was read from a run.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>The ID of the user processing result, if the result was read from one.</summary>
    public string? UserProcessingResultId => Origin.Ids.UserProcessingResultId;

    /// <summary>The ID of the subject processing result (beta), if the result was read from one.</summary>
    public string? SubjectProcessingResultId => Origin.Ids.SubjectProcessingResultId;

    /// <summary>
    /// The ID of the task processing result of a deleted workflow whose task contains this result (beta); null for
    /// other results.
    /// </summary>
    public string? ParentTaskProcessingResultId => Origin.Ids.ParentTaskProcessingResultId;

    /// <summary>The ID of the task report, if the result was read from one.</summary>
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
