using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads lifecycle workflows, live or deleted.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflow")]
[OutputType(typeof(Workflow))]
public sealed class GetLwfWorkflow : LwfQueryCmdlet<Workflow>
{
    /// <summary>The id of the one workflow to read.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>Deleted workflows instead of live ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string, string?) Item => (nameof(WorkflowId), WorkflowId);

    private protected override ResourceIds Ids => new() { Deleted = Deleted };

    private protected override ResourceCollection Collection => ResourceCollection.Workflows;

    private protected override ResourceReader<Workflow> Reader => Client.Workflows;
}
