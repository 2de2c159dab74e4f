using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>
/// A lifecycle workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-workflow.
/// </summary>
public sealed class Workflow : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string WorkflowId => Id;

    /// <summary>The display name of the workflow.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the workflow.</summary>
    public string? Description { get; internal set; }

    /// <summary>The category: joiner, leaver, or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow can run.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>Whether the workflow runs on the schedule of the tenant.</summary>
    public bool? IsSchedulingEnabled { get; internal set; }

    /// <summary>The number of the current version.</summary>
    public int? Version { get; internal set; }

    /// <summary>The date and time when the object was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>The date and time when the object was last modified (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }

    /// <summary>
    /// The date and time when the workflow was deleted (UTC); null for a workflow that isn't deleted.
    /// </summary>
    public DateTimeOffset? DeletedDateTime { get; internal set; }

    /// <summary>The date and time of the next scheduled run (UTC).</summary>
    public DateTimeOffset? NextScheduleRunDateTime { get; internal set; }

    /// <summary>
    /// The <c>scope</c> and <c>trigger</c> that define for whom and when the workflow runs. Their <c>@odata.type</c> is
    /// their type.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }

    /// <summary>Whether, since when, and why the workflow is quarantined.</summary>
    public IReadOnlyDictionary<string, object?>? QuarantineDetails { get; internal set; }

    /// <summary>Whether the workflow is quarantined: it doesn't run until the quarantine is cleared.</summary>
    public bool IsQuarantined =>
        QuarantineDetails?.GetValueOrDefault("quarantineType") is string type
            ? !type.Equals("notQuarantined", StringComparison.OrdinalIgnoreCase)
            : QuarantinedDateTime is not null;

    /// <summary>The date and time when the workflow was quarantined (UTC); null if it isn't quarantined.</summary>
    public DateTimeOffset? QuarantinedDateTime =>
        DateTimeOffset.TryParse(
            QuarantineDetails?.GetValueOrDefault("quarantinedDateTime") as string,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset time
        )
            ? time
            : null;

    /// <summary>The settings of only this workflow.</summary>
    public IReadOnlyDictionary<string, object?>? Settings { get; internal set; }
}
