using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the tasks that are in progress in all workflows or in specified ones.</summary>
[Cmdlet(VerbsCommon.Get, "LwfPendingTask")]
[GraphPermission(
    nameof(GraphOperation.ReadWorkflows),
    nameof(GraphOperation.ReadRuns),
    nameof(GraphOperation.ReadTaskProcessingResults)
)]
[GraphPermission(nameof(GraphOperation.ReadCustomTaskExtensions), For = "Due times")]
[OutputType(typeof(PendingTask))]
public sealed class GetLwfPendingTask : LwfServiceCmdlet, IWorkflowParameters, ISubjectParameters
{
    private readonly List<SearchScope> _given = [];
    private readonly List<IAsyncEnumerable<ItemResult<SearchScope>>> _everywhere = [];
    private readonly HashSet<string> _known = [];

    /// <summary>The ID of the workflow to search.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow to search, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The ID of the run to search.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the user processing result of the workflow or run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The ID of the subject processing result of the workflow or run. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? SubjectProcessingResultId { get; set; }

    /// <summary>The ID of the task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskReportId { get; set; }

    /// <summary>The ID of the task of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    /// <summary>The number of the workflow version that contains the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public int? VersionNumber { get; set; }

    /// <summary>The ID of the task processing result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>Whether to use deleted workflows.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Gets only tasks of this user, by user principal name, ID, or object.</summary>
    [Parameter]
    [NameOrId(nameof(Resource.Id), Holder = nameof(Subject))]
    public NameOrId? Subject { get; set; }

    /// <summary>
    /// Gets only tasks that time out within this duration, such as 30m or a TimeSpan, or that are already due.
    /// </summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? DueWithin { get; set; }

    /// <summary>The maximum number of concurrent requests.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = Defaults.ThrottleLimit;

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        WorkflowKey with
        {
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            SubjectProcessingResultId = SubjectProcessingResultId,
            VersionNumber = VersionNumber,
            TaskReportId = TaskReportId,
            TaskId = TaskId,
        };

    private PendingTaskSearch Search => new(Client);

    private IReadOnlyList<FilterClause> OfUser => Subject is null ? [] : [FilterClause.OfSubject(Subject)];

    /// <summary>The condition for the specified result, if there is one.</summary>
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
                    known.IsNew(IdRules.Normalize(found.Item!.Id))
                    && (DueWithin is null || found.Item.DueDateTime - DateTimeOffset.UtcNow <= DueWithin)
                )
                    Runtime.Output(found.Item);
            }
        }
        if (!hasFound && Wanted is { } wanted)
            Runtime.Warning($"There are no pending tasks {wanted}.");
    }

    /// <summary>What the command line asks for, if it's less than all tasks of a workflow or run.</summary>
    private string? Wanted =>
        Subject is not null ? $"for the user '{Subject.Text}'"
        : HasTypedItemId ? $"with the -{nameof(TaskProcessingResultId)} '{TaskProcessingResultId}'"
        : ExplicitKey.TaskId is { } task ? $"with the -{nameof(TaskId)} '{task}'"
        : null;

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
