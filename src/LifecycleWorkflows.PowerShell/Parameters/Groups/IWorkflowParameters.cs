using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameters that specify a workflow.</summary>
internal interface IWorkflowParameters
{
    /// <summary>The ID of the workflow.</summary>
    string? WorkflowId { get; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    NameOrId? Workflow { get; }

    /// <summary>Whether the workflow is deleted.</summary>
    SwitchParameter Deleted { get; }
}
