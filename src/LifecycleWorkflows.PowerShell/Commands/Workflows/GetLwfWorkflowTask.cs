using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the tasks of a workflow, workflow version, or workflow template.</summary>
[Cmdlet(VerbsCommon.Get, "LwfWorkflowTask")]
[GraphPermission(nameof(GraphOperation.ReadWorkflowTasks))]
[OutputType(typeof(WorkflowTask))]
public sealed class GetLwfWorkflowTask : LwfQueryCmdlet<WorkflowTask>, IWorkflowParameters
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

    /// <summary>The ID of the task to get.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    /// <summary>The number of the workflow version. The default is the current version.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public int? VersionNumber { get; set; }

    /// <summary>The ID of the workflow template.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowTemplateId { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskId), TaskId);

    private protected override ResourceKey BoundKey =>
        WorkflowKey with
        {
            VersionNumber = VersionNumber,
            WorkflowTemplateId = WorkflowTemplateId,
        };

    private protected override ResourceCollection Collection => ResourceCollection.WorkflowTasks;

    private protected override ResourceReader<WorkflowTask> Reader => Client.WorkflowTasks;
}
