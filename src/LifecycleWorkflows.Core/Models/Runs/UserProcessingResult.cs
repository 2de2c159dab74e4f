namespace LifecycleWorkflows;

/// <summary>
/// The result of a workflow for one user. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-userprocessingresult.
/// </summary>
public sealed class UserProcessingResult : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string UserProcessingResultId => Id;

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The ID of the run, if the result was read from a run; null if it was read from the workflow.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>The status of the workflow for this user.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>The way that the workflow was started: scheduled, onDemand, or a newer value.</summary>
    public string? WorkflowExecutionType { get; internal set; }

    /// <summary>Whether the result is of a preview, which changes nothing for any user.</summary>
    public bool IsPreview => LifecycleWorkflows.WorkflowExecutionType.IsPreview(WorkflowExecutionType);

    /// <summary>The version number of the workflow.</summary>
    public int? WorkflowVersion { get; internal set; }

    /// <summary>The date and time for which the workflow was scheduled (UTC).</summary>
    public DateTimeOffset? ScheduledDateTime { get; internal set; }

    /// <summary>The date and time when processing started (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>The date and time when processing was completed (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>The number of tasks for this user.</summary>
    public int? TotalTasksCount { get; internal set; }

    /// <summary>The number of failed tasks.</summary>
    public int? FailedTasksCount { get; internal set; }

    /// <summary>The number of unprocessed tasks.</summary>
    public int? TotalUnprocessedTasksCount { get; internal set; }

    /// <summary>The user. It contains only the ID unless <c>subject</c> is expanded.</summary>
    public Subject? Subject { get; internal set; }
}
