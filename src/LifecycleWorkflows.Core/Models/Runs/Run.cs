namespace LifecycleWorkflows;

/// <summary>
/// One execution of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-run.
/// </summary>
public sealed class Run : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string RunId => Id;

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The status of the run.</summary>
    public string ProcessingStatus { get; internal set; } = "";

    /// <summary>The way that the workflow was started: scheduled, onDemand, or a newer value.</summary>
    public string? WorkflowExecutionType { get; internal set; }

    /// <summary>Whether the run is only a preview, which changes nothing for any user.</summary>
    public bool IsPreview => LifecycleWorkflows.WorkflowExecutionType.IsPreview(WorkflowExecutionType);

    /// <summary>The scope that the run was started with; null if it was started without a scope.</summary>
    public IReadOnlyDictionary<string, object?>? ActivatedOnScope { get; internal set; }

    /// <summary>
    /// The ID of the earlier run that this run restarted; null if there's none, or if the service doesn't return it.
    /// </summary>
    public string? RestartedRunId => ScopeId(ActivatedOnScope?.GetValueOrDefault("run"));

    /// <summary>
    /// The later runs that restarted this run or some of its users; null unless <c>reprocessedRuns</c> is expanded.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? ReprocessedRuns { get; internal set; }

    /// <summary>The date and time for which the workflow was scheduled (UTC).</summary>
    public DateTimeOffset? ScheduledDateTime { get; internal set; }

    /// <summary>The date and time when processing started (UTC).</summary>
    public DateTimeOffset? StartedDateTime { get; internal set; }

    /// <summary>The date and time when processing was completed (UTC).</summary>
    public DateTimeOffset? CompletedDateTime { get; internal set; }

    /// <summary>The date and time when the service last updated these numbers (UTC).</summary>
    public DateTimeOffset? LastUpdatedDateTime { get; internal set; }

    /// <summary>The number of users.</summary>
    public int? TotalUsersCount { get; internal set; }

    /// <summary>The number of users for whom processing succeeded.</summary>
    public int? SuccessfulUsersCount { get; internal set; }

    /// <summary>The number of users for whom processing failed.</summary>
    public int? FailedUsersCount { get; internal set; }

    /// <summary>The number of tasks for all users.</summary>
    public int? TotalTasksCount { get; internal set; }

    /// <summary>The number of failed tasks for all users.</summary>
    public int? FailedTasksCount { get; internal set; }

    /// <summary>The number of unprocessed tasks for all users.</summary>
    public int? TotalUnprocessedTasksCount { get; internal set; }

    /// <summary>The IDs of the user processing results that this run restarted.</summary>
    internal IEnumerable<string> RestartedResultIds =>
        (ActivatedOnScope?.GetValueOrDefault("processingResults") as IEnumerable<object?> ?? [])
            .Select(ScopeId)
            .OfType<string>();

    /// <summary>The IDs of the later runs in <see cref="ReprocessedRuns"/>.</summary>
    internal IEnumerable<string> ReprocessedRunIds => (ReprocessedRuns ?? []).Select(ScopeId).OfType<string>();

    internal static string? ScopeId(object? reference) =>
        (reference as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault("id") as string;
}
