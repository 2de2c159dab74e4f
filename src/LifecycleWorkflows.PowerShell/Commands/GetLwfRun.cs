using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the runs of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfRun")]
[OutputType(typeof(Run))]
public sealed class GetLwfRun : LwfQueryCmdlet<Run>
{
    /// <summary>The workflow.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The id of the one run to read.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string, string?) Item => (nameof(RunId), RunId);

    private protected override ResourceIds Ids => new() { Deleted = Deleted, WorkflowId = WorkflowId };

    private protected override ResourceCollection Collection => ResourceCollection.Runs;

    private protected override ResourceReader<Run> Reader => Client.Runs;
}
