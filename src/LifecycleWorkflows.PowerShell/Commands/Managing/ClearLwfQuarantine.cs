using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Clears the quarantine of workflows, so that they run again.</summary>
[Cmdlet(VerbsCommon.Clear, "LwfQuarantine", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.ClearQuarantine))]
[OutputType(typeof(Workflow))]
public sealed class ClearLwfQuarantine : LwfWorkflowChangeCmdlet
{
    private protected override WorkflowChange Change => WorkflowChange.ClearQuarantine;

    private protected override void SayDone(string workflow, string state) =>
        Runtime.Warning($"The workflow '{workflow}' {state}.");
}
