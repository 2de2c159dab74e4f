using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A cmdlet that reads workflows or what hangs below them.</summary>
/// <typeparam name="T">What comes out.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfWorkflowQueryCmdlet<T> : LwfQueryCmdlet<T>
    where T : LifecycleResource
{
    private string? _found;

    private protected LwfWorkflowQueryCmdlet() { }

    /// <summary>The workflow, by id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, id or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>The ids that the parameters above give.</summary>
    private protected ResourceKey WorkflowIds =>
        new() { Deleted = Deleted || Workflow?.Deleted == true, WorkflowId = _found ?? WorkflowId };

    private protected override void ResolveNames() =>
        _found = FindWorkflowId(Workflow, WorkflowId, WorkflowIds.Deleted);
}
