using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Finds every task that is in progress, in all workflows or in those given, and says how long it waits and until when.
/// </summary>
[Cmdlet(VerbsCommon.Get, "LwfPendingTask")]
[OutputType(typeof(PendingTask))]
public sealed class GetLwfPendingTask : LwfServiceCmdlet
{
    private readonly List<PendingScope> _given = [];
    private readonly List<IAsyncEnumerable<Found<PendingScope>>> _everywhere = [];
    private readonly HashSet<string> _known = [];
    private string? _found;

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

    private protected override (string, string?) Item => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceIds Ids =>
        new()
        {
            Deleted = Deleted || Workflow?.Deleted == true,
            WorkflowId = _found ?? WorkflowId,
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            TaskReportId = TaskReportId,
            TaskId = TaskId,
        };

    private IReadOnlyList<Condition> OfUser =>
        Subject switch
        {
            null => [],
            { IsId: true } => [Condition.IdEqual("subject/id", Subject.Text)],
            _ => [Condition.UserNamed(Subject.Text)],
        };

    /// <summary>The one result that is meant, if one is.</summary>
    private IEnumerable<Condition> OfItem =>
        string.IsNullOrEmpty(TaskProcessingResultId)
            ? []
            : [Condition.Key(ResourceCollection.TaskProcessingResults, TaskProcessingResultId)];

    private protected override void Resolve()
    {
        AtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _found = Find(Workflow, WorkflowId, Ids.Deleted);
        RequireUser(nameof(Subject), Subject);
    }

    private protected override void Process() =>
        WithOne(() =>
        {
            if (Ids.GivenNames.Except([nameof(TaskId)]).Any())
                LookIn(Select(ResourceCollection.TaskProcessingResults));
            else
                LookEverywhere();
        });

    private void LookIn(Selection selection)
    {
        if (selection.OfReport.Count > 0)
            Bridge.Wait(Client.Walk.RequireReportAsync(selection, Bridge, Token));
        PendingScope scope = new(selection.Place, selection.IsWalk, (InputObject?.BaseObject as Workflow)?.DisplayName)
        {
            Conditions = [.. OfItem, .. selection.Conditions.Select(Condition.Of)],
        };
        if (_known.Add($"{scope.Place} {scope.IsWalk} {string.Join(' ', scope.Conditions)}"))
            _given.Add(scope);
    }

    private void LookEverywhere()
    {
        RequireOwn(ResourceCollection.TaskProcessingResults);
        Condition[] conditions =
        [
            .. OfItem,
            .. string.IsNullOrEmpty(TaskId) ? [] : (Condition[])[Condition.Of(new(nameof(TaskId), "task/id", TaskId))],
        ];
        if (_known.Add($"{Ids.Deleted} {UsualVersion} {string.Join<Condition>(' ', conditions)}"))
            _everywhere.Add(Client.Walk.ScopesAsync(Ids.Deleted, UsualVersion, conditions, Bridge, Token));
    }

    private protected override void End()
    {
        if (_given.Count == 0 && _everywhere.Count == 0)
            return;
        DueTimes dueTimes = new(Client, UsualVersion, Bridge, Token);
        if (DueWithin is not null)
            Require(dueTimes);
        bool hasFound = false;
        Recent<string> known = new();
        foreach (
            IAsyncEnumerable<Found<PendingScope>> scopes in (IAsyncEnumerable<Found<PendingScope>>[])
                [Client.Walk.ScopesAsync(_given, ThrottleLimit, Bridge, Token), .. _everywhere]
        )
        {
            foreach (
                Found<PendingTask> found in Bridge.Pull(
                    Client.Walk.PendingAsync(scopes, ThrottleLimit, dueTimes, OfUser, Bridge, Token)
                )
            )
            {
                hasFound |= found.Item is not null;
                if (found.Failure is not null)
                    Pipeline.Error(new(found.Failure, null));
                else if (
                    known.IsNew(found.Item!.Id)
                    && (DueWithin is null || found.Item.DueDateTime - DateTimeOffset.UtcNow <= DueWithin)
                )
                    Pipeline.Output(found.Item);
            }
        }
        if (Subject is not null && !hasFound)
            Pipeline.Warning($"No task that waits is for the user '{Subject.Text}'.");
    }

    private void Require(DueTimes dueTimes)
    {
        try
        {
            Bridge.Wait(dueTimes.TimeoutsAsync());
        }
        catch (LifecycleWorkflowsException failure)
        {
            throw Errors.DueTimesUnknown(failure);
        }
    }
}
