using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

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

    private protected override (string, string?) Item => (nameof(SubjectProcessingResultId), SubjectProcessingResultId);

    private protected override ResourceIds Ids => WorkflowIds with { RunId = RunId };

    private protected override ResourceCollection Collection => ResourceCollection.SubjectProcessingResults;

    private protected override ResourceReader<SubjectProcessingResult> Reader => Client.SubjectProcessingResults;

    private protected override IAsyncEnumerable<List<SubjectProcessingResult>> PiecesAsync(
        Selection selection,
        Query query
    )
    {
        MentionWindow(selection.Place.Ids.RunId);
        return base.PiecesAsync(selection, query);
    }
}
