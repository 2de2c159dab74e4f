using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Changes the display name or the description of workflows.</summary>
[Cmdlet(VerbsCommon.Set, "LwfWorkflow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.UpdateWorkflow))]
[OutputType(typeof(Workflow))]
public sealed class SetLwfWorkflow : LwfWorkflowChangeCmdlet
{
    private string? _named;

    /// <summary>The new display name. It must be unique, so specify only one workflow.</summary>
    [Parameter]
    public string? DisplayName { get; set; }

    /// <summary>The new description.</summary>
    [Parameter]
    public string? Description { get; set; }

    private protected override WorkflowChange Change =>
        WorkflowChange.Set(new WorkflowUpdate { DisplayName = DisplayName, Description = Description });

    private protected override void RequireValidParameters()
    {
        if (DisplayName is null && Description is null)
            throw Errors.NothingToSet(nameof(DisplayName), nameof(Description));
    }

    /// <summary>Two workflows can't have one name.</summary>
    private protected override void RequireValid(Workflow workflow)
    {
        if (DisplayName is not null && _named is not null)
            throw Errors.ParameterInvalid(
                nameof(DisplayName),
                "the name of a workflow must be unique, and the input contains more than one workflow",
                "Specify one workflow, or omit -DisplayName."
            );
        _named = workflow.Id;
    }
}
