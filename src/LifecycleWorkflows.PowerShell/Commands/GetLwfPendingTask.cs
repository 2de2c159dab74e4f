using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Finds every task that is in progress, in all workflows or in those given, and says how long it waits and until when.</summary>
[Cmdlet(VerbsCommon.Get, "LwfPendingTask")]
[OutputType(typeof(PendingTask))]
public sealed class GetLwfPendingTask : LwfServiceCmdlet
{
    private readonly List<PendingScope> _given = [];
    private readonly HashSet<(ResourceIds Ids, string ApiVersion)> _known = [];
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

    /// <summary>Deleted workflows instead of live ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Only tasks for this user, by sign-in name, id or object.</summary>
    [Parameter]
    [NameOrId(nameof(Resource.Id))]
    public NameOrId? Subject { get; set; }

    /// <summary>Only tasks whose time is over within this time, such as 30m or a TimeSpan, or is over already.</summary>
    [Parameter]
    [Duration]
    [ArgumentCompleter(typeof(DurationCompleter))]
    public TimeSpan? DueWithin { get; set; }

    /// <summary>How many requests may be on their way at once.</summary>
    [Parameter]
    [WholeNumber]
    public int ThrottleLimit { get; set; } = 8;

    private protected override (string, string?) Item => ("", null);

    private protected override ResourceIds Ids => new() { Deleted = Deleted || Workflow?.Deleted == true, WorkflowId = _found ?? WorkflowId, RunId = RunId };

    private protected override void Resolve()
    {
        AtLeast(1, nameof(ThrottleLimit), ThrottleLimit);
        _found = Find(Workflow, WorkflowId, Ids.Deleted);
        RequireUser(nameof(Subject), Subject);
        Given(nameof(DueWithin), DueWithin);
    }

    private protected override void Process() => WithOne(() =>
    {
        if (!Pipeline.ExpectsInput && string.IsNullOrEmpty(Ids.WorkflowId) && string.IsNullOrEmpty(RunId))
            return;
        string version = Locate(string.IsNullOrEmpty(RunId) ? ResourceCollection.Runs : ResourceCollection.UserProcessingResults).ApiVersion;
        PendingScope scope = new(Ids with { RunId = string.IsNullOrEmpty(RunId) ? null : RunId }, version, (InputObject?.BaseObject as Workflow)?.DisplayName);
        if (_known.Add((scope.Ids, scope.ApiVersion)))
            _given.Add(scope);
    });

    private protected override void End()
    {
        if (_given.Count == 0 && Pipeline.ExpectsInput)
            return;
        DueTimes dueTimes = new(Client, UsualVersion, Bridge, Token);
        if (DueWithin is not null)
            Require(dueTimes);
        IAsyncEnumerable<Found<PendingScope>> scopes = _given.Count > 0
            ? Client.Walk.ScopesAsync(_given, ThrottleLimit, Bridge, Token)
            : Client.Walk.ScopesAsync(Ids.Deleted, UsualVersion, Bridge, Token);
        Func<GraphObject, bool>? isWanted = Subject is null ? null : Users.Named(Subject.Text);
        foreach (Found<PendingTask> found in Bridge.Pull(Client.Walk.PendingAsync(scopes, ThrottleLimit, dueTimes, isWanted, Bridge, Token)))
        {
            if (found.Failure is not null)
                Pipeline.Error(new(found.Failure, null));
            else if (DueWithin is null || found.Item!.DueDateTime - DateTimeOffset.UtcNow <= DueWithin)
                Pipeline.Output(found.Item!);
        }
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
