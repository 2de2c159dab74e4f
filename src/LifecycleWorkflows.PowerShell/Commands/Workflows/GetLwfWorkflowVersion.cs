using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the versions of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowVersion")]
[GraphPermission(nameof(GraphOperation.ReadWorkflowVersions))]
[OutputType(typeof(WorkflowVersion))]
public sealed class GetLwfWorkflowVersion : LwfQueryCmdlet<WorkflowVersion>, IWorkflowParameters
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <inheritdoc/>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>The number of the version to get.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public int? VersionNumber { get; set; }

    private protected override (string, string?) ItemId =>
        (nameof(VersionNumber), VersionNumber?.ToString(CultureInfo.InvariantCulture));

    private protected override ResourceKey BoundKey => WorkflowKey;

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowVersions;

    private protected override ResourceReader<WorkflowVersion> Reader => Client.WorkflowVersions;
}
