using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>
/// A version of a workflow. See https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowversion.
/// </summary>
public sealed class WorkflowVersion : LifecycleResource
{
    /// <summary>The version number, from 1. It's also the ID of the version.</summary>
    public int? VersionNumber
    {
        get;
        internal set
        {
            field = value;
            Id = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        }
    }

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The display name of the workflow in this version.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the workflow.</summary>
    public string? Description { get; internal set; }

    /// <summary>The category: joiner, leaver, or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow can run.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>Whether the workflow runs on the schedule of the tenant.</summary>
    public bool? IsSchedulingEnabled { get; internal set; }

    /// <summary>The date and time when the version was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>The date and time when the version was last modified (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }

    /// <summary>
    /// The <c>scope</c> and <c>trigger</c> that define for whom and when the workflow runs. Their <c>@odata.type</c> is
    /// their type.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }

    /// <summary>The settings of only this workflow.</summary>
    public IReadOnlyDictionary<string, object?>? Settings { get; internal set; }
}
