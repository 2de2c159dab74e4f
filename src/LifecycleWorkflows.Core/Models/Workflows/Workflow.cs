namespace LifecycleWorkflows;

/// <summary>
/// A lifecycle workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-workflow.
/// </summary>
public sealed class Workflow : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string WorkflowId => Id;

    /// <summary>The workflow's name for display.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What the workflow is for.</summary>
    public string? Description { get; internal set; }

    /// <summary>For whom it is: joiner, leaver or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow can run at all.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>Whether the workflow runs on the tenant's schedule.</summary>
    public bool? IsSchedulingEnabled { get; internal set; }

    /// <summary>The number of its present version.</summary>
    public int? Version { get; internal set; }

    /// <summary>When it came into being (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>When it was last changed (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }

    /// <summary>When it was deleted (UTC); null for a live workflow.</summary>
    public DateTimeOffset? DeletedDateTime { get; internal set; }

    /// <summary>When the schedule starts it next (UTC).</summary>
    public DateTimeOffset? NextScheduleRunDateTime { get; internal set; }

    /// <summary>
    /// For whom and when it runs: <c>scope</c> and <c>trigger</c>. Their <c>@odata.type</c> says what they are.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }

    /// <summary>Whether, since when and why the service holds the workflow back.</summary>
    public IReadOnlyDictionary<string, object?>? QuarantineDetails { get; internal set; }

    /// <summary>Settings of this workflow alone.</summary>
    public IReadOnlyDictionary<string, object?>? Settings { get; internal set; }
}
