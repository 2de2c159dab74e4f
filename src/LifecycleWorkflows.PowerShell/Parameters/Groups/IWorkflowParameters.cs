using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameters that name a workflow.</summary>
internal interface IWorkflowParameters
{
    /// <summary>The workflow, by id.</summary>
    string? WorkflowId { get; }

    /// <summary>The workflow, by name, id or object.</summary>
    NameOrId? Workflow { get; }

    /// <summary>The workflow is a deleted one.</summary>
    SwitchParameter Deleted { get; }
}
