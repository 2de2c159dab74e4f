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

/// <summary>Gets the results of a workflow or run for each user.</summary>
[Cmdlet(VerbsCommon.Get, "LwfUserProcessingResult")]
[GraphPermission(nameof(GraphOperation.ReadUserProcessingResults))]
[OutputType(typeof(UserProcessingResult))]
public sealed class GetLwfUserProcessingResult
    : LwfQueryCmdlet<UserProcessingResult>,
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
    public string? UserProcessingResultId { get; set; }

    /// <summary>Gets the users that the workflow will process.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter ExecutionScope { get; set; }

    private protected override (string, string?) ItemId => (nameof(UserProcessingResultId), UserProcessingResultId);

    private protected override IEnumerable<FilterClause> Further => OfInputSubject;

    private protected override ResourceKey BoundKey => WorkflowKey with { RunId = RunId };

    private protected override ResourceCollection Collection =>
        ExecutionScope ? ResourceCollection.ExecutionScope : ResourceCollection.UserProcessingResults;

    private protected override ResourceReader<UserProcessingResult> Reader => Client.UserProcessingResults;

    private protected override IAsyncEnumerable<List<UserProcessingResult>> ListPagesAsync(
        Selection selection,
        ODataQuery query
    )
    {
        if (!ExecutionScope)
            WriteDefaultPeriod(selection.Place.Ids.RunId);
        return base.ListPagesAsync(selection, query);
    }
}
