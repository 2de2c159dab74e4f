namespace LifecycleWorkflows;

/// <summary>
/// A task of a workflow that is in progress for a user: most often it waits for an answer from outside.
/// </summary>
public sealed class PendingTask : LifecycleResource
{
    /// <summary>
    /// The same as <see cref="Resource.Id"/>: the id of the task processing result, under the name that other cmdlets
    /// take.
    /// </summary>
    public string TaskProcessingResultId => Id;

    /// <summary>Where the task stands, in the wire's spelling: inProgress.</summary>
    public string ProcessingStatus { get; internal init; } = "";

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The workflow's name for display.</summary>
    public string? WorkflowDisplayName { get; internal init; }

    /// <summary>The run.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>The task's id.</summary>
    public string? TaskId => Task?.Id;

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal init; }

    /// <summary>The task's name for display, to group and filter by.</summary>
    public string? TaskDisplayName => Task?.DisplayName;

    /// <summary>The sign-in name of the user that the task is for, to group and filter by.</summary>
    public string? UserPrincipalName => Subject?.UserPrincipalName;

    /// <summary>The user that the task is for.</summary>
    public Subject? Subject { get; internal init; }

    /// <summary>The custom task extension that the task called; null for a task that calls none.</summary>
    public string? CustomTaskExtensionId => Task?.CustomTaskExtensionId;

    /// <summary>When the task began (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal init; }

    /// <summary>
    /// When the service gives up waiting and fails the task (UTC); null when it is not known, or the task does not wait
    /// for an answer.
    /// </summary>
    public DateTimeOffset? DueDateTime { get; internal init; }

    /// <summary>How long the task has been in progress, up to now.</summary>
    public TimeSpan? WaitingTime => DateTimeOffset.UtcNow - StartedDateTime;
}
