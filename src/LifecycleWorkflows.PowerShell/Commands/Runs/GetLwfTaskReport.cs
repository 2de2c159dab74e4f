using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the task reports of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskReport")]
[GraphPermission(nameof(GraphOperation.ReadTaskReports))]
[OutputType(typeof(TaskReport))]
public sealed class GetLwfTaskReport : LwfQueryCmdlet<TaskReport>, IWorkflowParameters, IActivityParameters
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

    /// <inheritdoc/>
    [Parameter]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    public string[]? ProcessingStatus { get; set; }

    /// <inheritdoc/>
    [Parameter]
    [DateOrAge]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public DateTimeOffset? Since { get; set; }

    /// <summary>The ID of the task report to get.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskReportId { get; set; }

    /// <summary>Gets only reports of the run with this ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>Gets only reports of the task with this ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskReportId), TaskReportId);

    private protected override ResourceKey BoundKey => WorkflowKey with { RunId = RunId, TaskId = TaskId };

    private protected override ResourceCollection Collection => ResourceCollection.TaskReports;

    private protected override ResourceReader<TaskReport> Reader => Client.TaskReports;
}
