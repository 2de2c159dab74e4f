using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the results of a workflow or run for each subject (beta only).</summary>
[Cmdlet(VerbsCommon.Get, "LwfSubjectProcessingResult")]
[GraphPermission(nameof(GraphOperation.ReadSubjectProcessingResults))]
[OutputType(typeof(SubjectProcessingResult))]
public sealed class GetLwfSubjectProcessingResult
    : LwfQueryCmdlet<SubjectProcessingResult>,
        IWorkflowParameters,
        IActivityParameters,
        ISubjectParameters
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

    /// <inheritdoc/>
    [Parameter]
    [NameOrId(nameof(Resource.Id), Holder = nameof(Subject))]
    public NameOrId? Subject { get; set; }

    /// <summary>
    /// The ID of the run. Without it, the cmdlet gets the results of the workflow for the last seven days, unless you
    /// use -Since or filter by startedDateTime.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the result to get.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? SubjectProcessingResultId { get; set; }

    private protected override (string, string?) ItemId =>
        (nameof(SubjectProcessingResultId), SubjectProcessingResultId);

    private protected override IEnumerable<FilterClause> Further => OfInputSubject;

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
