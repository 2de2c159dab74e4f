using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Disables workflows, or their schedules.</summary>
[Cmdlet(VerbsLifecycle.Disable, "LwfWorkflow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.UpdateWorkflow))]
[OutputType(typeof(Workflow))]
public sealed class DisableLwfWorkflow : LwfWorkflowChangeCmdlet
{
    /// <summary>Disables only the schedule of the workflow.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Schedule { get; set; }

    private protected override WorkflowChange Change =>
        Schedule ? WorkflowChange.DisableSchedule : WorkflowChange.Disable;
}
