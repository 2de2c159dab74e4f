using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of a workflow, or of one of its runs, for each subject. Beta alone.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSubjectProcessingResult")]
[OutputType(typeof(SubjectProcessingResult))]
public sealed class GetLwfSubjectProcessingResult : LwfSubjectQueryCmdlet<SubjectProcessingResult>
{
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

    private protected override ResourceKey BoundKey => WorkflowIds with { RunId = RunId };

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
