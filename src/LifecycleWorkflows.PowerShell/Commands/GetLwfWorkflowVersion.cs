using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

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

    private protected override (string, string?) Item =>
        (nameof(VersionNumber), VersionNumber?.ToString(CultureInfo.InvariantCulture));

    private protected override ResourceIds Ids => WorkflowIds;

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowVersions;

    private protected override ResourceReader<WorkflowVersion> Reader => Client.WorkflowVersions;
}
