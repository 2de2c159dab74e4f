using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the runs of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfRun")]
[GraphPermission(nameof(GraphOperation.ReadRuns))]
[OutputType(typeof(Run))]
public sealed class GetLwfRun : LwfQueryCmdlet<Run>, IWorkflowParameters, IActivityParameters
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

    /// <summary>The ID of the run to get.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    private protected override (string, string?) ItemId => (nameof(RunId), RunId);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private protected override ResourceCollection Collection => ResourceCollection.Runs;

    private protected override ResourceReader<Run> Reader => Client.Runs;
}
