namespace LifecycleWorkflows;

/// <summary>
/// One execution of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-run.
/// </summary>
public sealed class Run : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string RunId => Id;

    /// <summary>The workflow that ran.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>Where the run stands, in the wire's spelling.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>What started it: scheduled, onDemand, or newer.</summary>
    public string? WorkflowExecutionType { get; internal set; }

    /// <summary>What was asked to be processed, when it was started with a scope; null otherwise.</summary>
    public IReadOnlyDictionary<string, object?>? ActivatedOnScope { get; internal set; }

    /// <summary>When it was due (UTC).</summary>
    public DateTimeOffset? ScheduledDateTime { get; internal set; }

    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>When it ended (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>When the service last brought these figures up to date (UTC).</summary>
    public DateTimeOffset? LastUpdatedDateTime { get; internal set; }

    /// <summary>How many users it was for.</summary>
    public int? TotalUsersCount { get; internal set; }

    /// <summary>For how many users it succeeded.</summary>
    public int? SuccessfulUsersCount { get; internal set; }

    /// <summary>For how many users it failed.</summary>
    public int? FailedUsersCount { get; internal set; }

    /// <summary>How many tasks it has, over all users.</summary>
    public int? TotalTasksCount { get; internal set; }

    /// <summary>How many tasks failed, over all users.</summary>
    public int? FailedTasksCount { get; internal set; }

    /// <summary>How many tasks have not been processed, over all users.</summary>
    public int? TotalUnprocessedTasksCount { get; internal set; }
}
