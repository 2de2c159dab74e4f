using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads lifecycle workflows, live or deleted.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflow")]
[OutputType(typeof(Workflow))]
public sealed class GetLwfWorkflow : LwfWorkflowQueryCmdlet<Workflow>
{
    private protected override (string, string?) ItemId => (nameof(WorkflowId), WorkflowIds.WorkflowId);

    private protected override ResourceKey BoundKey => new() { Deleted = WorkflowIds.Deleted };

    private protected override ResourceCollection Collection => ResourceCollection.Workflows;

    private protected override ResourceReader<Workflow> Reader => Client.Workflows;
}
