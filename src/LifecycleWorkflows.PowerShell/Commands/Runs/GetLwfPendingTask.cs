using System.Management.Automation;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Finds every task that is in progress, in all workflows or in those given, and says how long it waits and until when.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LwfPendingTask")]
[OutputType(typeof(PendingTask))]
public sealed class GetLwfPendingTask : LwfServiceCmdlet, IWorkflowParameters, ISubjectParameters
{
    private readonly List<SearchScope> _given = [];
    private readonly List<IAsyncEnumerable<ItemResult<SearchScope>>> _everywhere = [];
    private readonly HashSet<string> _known = [];

    /// <summary>The workflow to look in, by id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow to look in, by name, id or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The run to look in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The user processing result, of the workflow or of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskReportId { get; set; }

    /// <summary>The task of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskId { get; set; }

    /// <summary>The one result to look at.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>Deleted workflows instead of live ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Only tasks for this user, by sign-in name, id or object.</summary>
    [Parameter]
    [NameOrId(nameof(Resource.Id))]
    public NameOrId? Subject { get; set; }

    /// <summary>
    /// Only tasks whose time is over within this time, such as 30m or a TimeSpan, or is over already.
    /// </summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? DueWithin { get; set; }

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 8;

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        WorkflowKey with
        {
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            TaskReportId = TaskReportId,
            TaskId = TaskId,
        };

    private PendingTaskSearch Search => new(Client);

    private IReadOnlyList<FilterClause> OfUser => Subject is null ? [] : [FilterClause.OfSubject(Subject)];

    /// <summary>The one result that is meant, if one is.</summary>
    private IEnumerable<FilterClause> OfItem =>
        string.IsNullOrEmpty(TaskProcessingResultId)
            ? []
            : [FilterClause.Key(ResourceCollection.TaskProcessingResults, TaskProcessingResultId)];

    private protected override void ResolveNames()
    {
        RequireAtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        base.ResolveNames();
    }

    private protected override void Process() =>
        ProcessItem(() =>
        {
            if (BoundKey.NonEmptyNames.Except([nameof(TaskId)]).Any())
                LookIn(Select(ResourceCollection.TaskProcessingResults));
            else
                LookEverywhere();
        });

    private void LookIn(Selection selection)
    {
        if (selection.OfReport.Count > 0)
            Dispatcher.Wait(Names.RequireReportAsync(selection, Dispatcher, Token));
        SearchScope scope = new(selection.Place, selection.IsWalk, (InputObject?.BaseObject as Workflow)?.DisplayName)
        {
            Conditions = [.. OfItem, .. selection.Conditions.Select(FilterClause.Of)],
        };
        if (_known.Add($"{scope.Place} {scope.IsWalk} {string.Join(' ', scope.Conditions)}"))
            _given.Add(scope);
    }

    private void LookEverywhere()
    {
        RequireOwnInput(ResourceCollection.TaskProcessingResults);
        FilterClause[] conditions =
        [
            .. OfItem,
            .. string.IsNullOrEmpty(TaskId)
                ? []
                : (FilterClause[])[FilterClause.Of(new(nameof(TaskId), "task/id", TaskId))],
        ];
        if (_known.Add($"{BoundKey.Deleted} {DefaultVersion} {string.Join<FilterClause>(' ', conditions)}"))
            _everywhere.Add(Search.AllWorkflowsAsync(BoundKey.Deleted, DefaultVersion, conditions, Dispatcher, Token));
    }

    private protected override void End()
    {
        if (_given.Count == 0 && _everywhere.Count == 0)
            return;
        CallbackDeadlines dueTimes = new(Client, DefaultVersion, Dispatcher, Token);
        if (DueWithin is not null)
            Require(dueTimes);
        bool hasFound = false;
        RecentItems<string> known = new();
        foreach (
            IAsyncEnumerable<ItemResult<SearchScope>> scopes in (IAsyncEnumerable<ItemResult<SearchScope>>[])
                [Search.WithNamesAsync(_given, ThrottleLimit, Dispatcher, Token), .. _everywhere]
        )
        {
            foreach (
                ItemResult<PendingTask> found in Dispatcher.Pull(
                    Search.FindAsync(scopes, ThrottleLimit, dueTimes, OfUser, Dispatcher, Token)
                )
            )
            {
                hasFound |= found.Item is not null;
                if (found.Failure is not null)
                    Runtime.Error(new(found.Failure, null));
                else if (
                    known.IsNew(found.Item!.Id)
                    && (DueWithin is null || found.Item.DueDateTime - DateTimeOffset.UtcNow <= DueWithin)
                )
                    Runtime.Output(found.Item);
            }
        }
        if (Subject is not null && !hasFound)
            Runtime.Warning($"No task that waits is for the user '{Subject.Text}'.");
    }

    private void Require(CallbackDeadlines dueTimes)
    {
        try
        {
            Dispatcher.Wait(dueTimes.TimeoutsAsync());
        }
        catch (LifecycleWorkflowsException failure)
        {
            throw Errors.DueTimesUnknown(failure);
        }
    }
}
