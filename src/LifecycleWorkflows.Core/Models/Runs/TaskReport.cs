namespace LifecycleWorkflows;

/// <summary>
/// The numbers of one task in one run, for all users. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskreport.
/// </summary>
public sealed class TaskReport : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string TaskReportId => Id;

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The ID of the run.</summary>
    public string? RunId { get; internal set; }

    /// <summary>The status of the task.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>The date and time when the task started for the first user (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>The date and time when the task was completed for the last user (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>The date and time when the service last updated these numbers (UTC).</summary>
    public DateTimeOffset? LastUpdatedDateTime { get; internal set; }

    /// <summary>The number of users.</summary>
    public int? TotalUsersCount { get; internal set; }

    /// <summary>The number of users for whom processing succeeded.</summary>
    public int? SuccessfulUsersCount { get; internal set; }

    /// <summary>The number of users for whom processing failed.</summary>
    public int? FailedUsersCount { get; internal set; }

    /// <summary>The number of users who haven't been processed.</summary>
    public int? UnprocessedUsersCount { get; internal set; }

    /// <summary>The task; null if the service didn't return it.</summary>
    public WorkflowTask? Task { get; internal set; }

    /// <summary>The task definition; null unless <c>taskDefinition</c> is expanded.</summary>
    public TaskDefinition? TaskDefinition { get; internal set; }

    /// <summary>The ID of the task.</summary>
    public string? TaskId => Task?.Id;

    /// <summary>The ID of the task definition.</summary>
    public string? TaskDefinitionId => TaskDefinition?.Id ?? Task?.TaskDefinitionId;

    internal override ResourcePath Origin
    {
        get => base.Origin;
        set
        {
            base.Origin = value;
            Task = Task?.At(value);
            if (TaskDefinition is not null)
                TaskDefinition.Origin = value;
        }
    }
}
