using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>
/// A workflow as it was or is in one of its versions. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowversion.
/// </summary>
public sealed class WorkflowVersion : LifecycleResource
{
    /// <summary>The version's number, from 1. It is the version's id.</summary>
    public int? VersionNumber
    {
        get;
        internal set
        {
            field = value;
            Id = value?.ToString(CultureInfo.InvariantCulture) ?? "";
        }
    }

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The workflow's name for display in this version.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What the workflow is for.</summary>
    public string? Description { get; internal set; }

    /// <summary>For whom it is: joiner, leaver or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow can run at all.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>Whether the workflow runs on the tenant's schedule.</summary>
    public bool? IsSchedulingEnabled { get; internal set; }

    /// <summary>When the version came into being (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>When the version was last changed (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }

    /// <summary>
    /// For whom and when it runs: <c>scope</c> and <c>trigger</c>. Their <c>@odata.type</c> says what they are.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }

    /// <summary>Settings of this workflow alone.</summary>
    public IReadOnlyDictionary<string, object?>? Settings { get; internal set; }
}
