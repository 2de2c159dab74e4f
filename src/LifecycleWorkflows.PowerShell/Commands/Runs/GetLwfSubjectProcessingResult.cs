using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of a workflow, or of one of its runs, for each subject. Beta alone.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSubjectProcessingResult")]
[OutputType(typeof(SubjectProcessingResult))]
public sealed class GetLwfSubjectProcessingResult
    : LwfQueryCmdlet<SubjectProcessingResult>,
        IWorkflowParameters,
        IActivityParameters,
        ISubjectParameters
{
    /// <inheritdoc/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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

    /// <inheritdoc/>
    [Parameter]
    [NameOrId(nameof(Resource.Id))]
    public NameOrId? Subject { get; set; }

    /// <summary>
    /// The run; without it the results of the workflow's last seven days, unless -Since or a filter on startedDateTime
    /// says otherwise.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The id of the one result to read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SubjectProcessingResultId { get; set; }

    private protected override (string, string?) ItemId =>
        (nameof(SubjectProcessingResultId), SubjectProcessingResultId);

    private protected override ResourceKey BoundKey => WorkflowKey with { RunId = RunId };

    private protected override ResourceCollection Collection => ResourceCollection.SubjectProcessingResults;

    private protected override ResourceReader<SubjectProcessingResult> Reader => Client.SubjectProcessingResults;

    private protected override IAsyncEnumerable<List<SubjectProcessingResult>> ListPagesAsync(
        Selection selection,
        ODataQuery query
    )
    {
        WriteDefaultPeriod(selection.Place.Ids.RunId);
        return base.ListPagesAsync(selection, query);
    }
}
