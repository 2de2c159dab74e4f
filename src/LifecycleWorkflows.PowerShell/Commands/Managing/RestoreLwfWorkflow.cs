using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Restores removed workflows.</summary>
[Cmdlet(VerbsData.Restore, "LwfWorkflow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.RestoreWorkflow))]
[OutputType(typeof(Workflow))]
public sealed class RestoreLwfWorkflow : LwfWorkflowChangeCmdlet
{
    private protected override WorkflowChange Change => WorkflowChange.Restore;
}
