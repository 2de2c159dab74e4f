using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets workflows.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflow")]
[GraphPermission(nameof(GraphOperation.ReadWorkflows))]
[OutputType(typeof(Workflow))]
public sealed class GetLwfWorkflow : LwfQueryCmdlet<Workflow>, IWorkflowParameters
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

    private protected override (string, string?) ItemId => (nameof(WorkflowId), WorkflowKey.WorkflowId);

    private protected override ResourceKey BoundKey => new() { Deleted = WorkflowKey.Deleted };

    private protected override ResourceCollection Collection => ResourceCollection.Workflows;

    private protected override ResourceReader<Workflow> Reader => Client.Workflows;
}
