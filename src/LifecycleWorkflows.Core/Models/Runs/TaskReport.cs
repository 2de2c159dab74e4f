namespace LifecycleWorkflows;

/// <summary>
/// What became of one task in one run, over all users. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskreport.
/// </summary>
public sealed class TaskReport : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string TaskReportId => Id;

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The run that the report is about.</summary>
    public string? RunId { get; internal set; }

    /// <summary>Where the task stands, in the wire's spelling.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>When the task began for the first user (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>When the task ended for the last user (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>When the service last brought these figures up to date (UTC).</summary>
    public DateTimeOffset? LastUpdatedDateTime { get; internal set; }

    /// <summary>How many users it was for.</summary>
    public int? TotalUsersCount { get; internal set; }

    /// <summary>For how many users it succeeded.</summary>
    public int? SuccessfulUsersCount { get; internal set; }

    /// <summary>For how many users it failed.</summary>
    public int? FailedUsersCount { get; internal set; }

    /// <summary>For how many users it has not been processed.</summary>
    public int? UnprocessedUsersCount { get; internal set; }

    /// <summary>The task; null when the service did not bring it along.</summary>
    public WorkflowTask? Task { get; internal set; }

    /// <summary>The kind of task; null unless <c>taskDefinition</c> was expanded.</summary>
    public TaskDefinition? TaskDefinition { get; internal set; }

    /// <summary>The task's id.</summary>
    public string? TaskId => Task?.Id;

    /// <summary>The id of the kind of task.</summary>
    public string? TaskDefinitionId => TaskDefinition?.Id ?? Task?.TaskDefinitionId;

    internal override ResourcePath Origin
    {
        get => base.Origin;
        set
        {
            base.Origin = value;
            if (Task is not null)
                Task.Origin = value;
            if (TaskDefinition is not null)
                TaskDefinition.Origin = value;
        }
    }
}
