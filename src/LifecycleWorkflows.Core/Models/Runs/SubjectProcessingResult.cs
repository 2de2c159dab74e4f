namespace LifecycleWorkflows;

/// <summary>
/// What became of a workflow for one subject, in beta alone: what a user processing result is for users, for whatever a
/// workflow can process. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-subjectprocessingresult.
/// </summary>
public sealed class SubjectProcessingResult : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string SubjectProcessingResultId => Id;

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The run that the result was read below; null when it was read below the workflow.</summary>
    public string? RunId => Origin.Ids.RunId;

    /// <summary>Where the workflow stands for this subject, in the wire's spelling.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>What started it: scheduled, onDemand, or newer.</summary>
    public string? WorkflowExecutionType { get; internal set; }

    /// <summary>The version of the workflow that was carried out.</summary>
    public int? WorkflowVersion { get; internal set; }

    /// <summary>When it was due (UTC).</summary>
    public DateTimeOffset? ScheduledDateTime { get; internal set; }

    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>How many tasks there are for this subject.</summary>
    public int? TotalTasksCount { get; internal set; }

    /// <summary>How many of them failed.</summary>
    public int? FailedTasksCount { get; internal set; }

    /// <summary>How many of them have not been processed.</summary>
    public int? TotalUnprocessedTasksCount { get; internal set; }

    /// <summary>The subject, when it is a user and the service brought it along.</summary>
    public Subject? Subject { get; internal set; }
}
