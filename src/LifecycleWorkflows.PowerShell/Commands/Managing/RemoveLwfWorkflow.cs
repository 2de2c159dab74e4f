using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Removes workflows. A removed workflow can be restored for 30 days, unless it is removed permanently.</summary>
[Cmdlet(VerbsCommon.Remove, "LwfWorkflow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[GraphPermission(nameof(GraphOperation.DeleteWorkflow))]
[OutputType(typeof(Workflow), typeof(WorkflowRemoval))]
public sealed class RemoveLwfWorkflow : LwfWorkflowChangeCmdlet
{
    /// <summary>Permanently removes workflows that are already removed. They can't be restored.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Permanent { get; set; }

    private protected override WorkflowChange Change =>
        Permanent ? WorkflowChange.RemovePermanently : WorkflowChange.Remove;
}
