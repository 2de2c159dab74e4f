namespace LifecycleWorkflows;

/// <summary>A task of a workflow that is in progress for a user, usually because it waits for a callback.</summary>
public sealed class PendingTask : LifecycleResource
{
    /// <summary>
    /// The ID of the task processing result. The same as <see cref="Resource.Id"/>, with the name of the parameter of
    /// other cmdlets.
    /// </summary>
    public string TaskProcessingResultId => Id;

    /// <summary>The status of the task: inProgress.</summary>
    public string ProcessingStatus { get; internal init; } = "";

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The display name of the workflow.</summary>
    public string? WorkflowDisplayName { get; internal init; }

    /// <summary>The ID of the run.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>
    /// The ID of the user processing result, if the task was found in one; null if it was found in a run.
    /// </summary>
    public string? UserProcessingResultId => Origin.Ids.UserProcessingResultId;

    /// <summary>The ID of the subject processing result, if the task was found in one (beta only).</summary>
    public string? SubjectProcessingResultId => Origin.Ids.SubjectProcessingResultId;

    /// <summary>The ID of the task.</summary>
    public string? TaskId => Task?.Id;

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal init; }

    /// <summary>The display name of the task.</summary>
    public string? TaskDisplayName => Task?.DisplayName;

    /// <summary>The user principal name of the user that the task is for.</summary>
    public string? UserPrincipalName => Subject?.UserPrincipalName;

    /// <summary>The user that the task is for.</summary>
    public Subject? Subject { get; internal init; }

    /// <summary>The ID of the custom task extension that the task calls; null if it doesn't call one.</summary>
    public string? CustomTaskExtensionId => Task?.CustomTaskExtensionId;

    /// <summary>The date and time when the task started (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal init; }

    /// <summary>
    /// The date and time when the task times out (UTC); null if it isn't known, or if the task doesn't wait for a
    /// callback.
    /// </summary>
    public DateTimeOffset? DueDateTime { get; internal init; }

    /// <summary>The time that the task has been in progress until now.</summary>
    public TimeSpan? WaitingTime => DateTimeOffset.UtcNow - StartedDateTime;
}
