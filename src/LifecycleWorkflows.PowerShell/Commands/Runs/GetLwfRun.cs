using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the runs of a workflow or of all workflows.</summary>
[Cmdlet(VerbsCommon.Get, "LwfRun")]
[GraphPermission(nameof(GraphOperation.ReadRuns))]
[GraphPermission(nameof(GraphOperation.ReadWorkflows), For = "The runs of all workflows")]
[OutputType(typeof(Run))]
public sealed class GetLwfRun : LwfQueryCmdlet<Run>, IWorkflowParameters, IActivityParameters
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

    /// <summary>The ID of the run to get.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>Gets the later runs that restarted the specified run, and those that restarted these.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Reprocessed { get; set; }

    private protected override (string, string?) ItemId => (nameof(RunId), RunId);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private protected override ResourceCollection Collection => ResourceCollection.Runs;

    private protected override ResourceReader<Run> Reader => Client.Runs;

    private protected override bool ReadsAllWorkflows => !Reprocessed;

    private protected override IAsyncEnumerable<List<Run>>? ListRelatedAsync(Selection selection, ODataQuery query) =>
        Reprocessed ? ListReprocessedAsync(selection.Place, query) : null;

    private async IAsyncEnumerable<List<Run>> ListReprocessedAsync(ResourcePath runs, ODataQuery query)
    {
        if (string.IsNullOrEmpty(RunId))
            throw Errors.IdMissing(nameof(RunId), "Get-LwfRun");
        if (query.HasUserOptions)
            throw Errors.ParameterInvalid(
                nameof(Reprocessed),
                "it can't be combined with -Filter, -OrderBy, or -Property",
                "Filter and sort with Where-Object and Sort-Object."
            );
        Run run = await Reader
            .GetAsync(runs, nameof(RunId), RunId, ODataQuery.All, Dispatcher, Token)
            .ConfigureAwait(false);
        RunHistory history = await RunHistory
            .ReadAsync(
                Client,
                runs,
                run.StartedDateTime ?? run.ScheduledDateTime ?? DateTimeOffset.MinValue,
                Dispatcher,
                Token
            )
            .ConfigureAwait(false);
        yield return [.. history.ChainOf(run.Id).Where(each => query.Conditions.All(clause => clause.Matches(each)))];
    }
}
