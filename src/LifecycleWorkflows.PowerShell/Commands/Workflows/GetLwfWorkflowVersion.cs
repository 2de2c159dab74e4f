using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the versions of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowVersion")]
[OutputType(typeof(WorkflowVersion))]
public sealed class GetLwfWorkflowVersion : LwfWorkflowQueryCmdlet<WorkflowVersion>
{
    /// <summary>The number of the one version to read.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    public int? VersionNumber { get; set; }

    private protected override (string, string?) ItemId =>
        (nameof(VersionNumber), VersionNumber?.ToString(CultureInfo.InvariantCulture));

    private protected override ResourceKey BoundKey => WorkflowIds;

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowVersions;

    private protected override ResourceReader<WorkflowVersion> Reader => Client.WorkflowVersions;
}
