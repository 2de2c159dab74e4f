using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Groups;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Runs a workflow on demand for users, for a group, or again for an earlier run.</summary>
[Cmdlet(VerbsLifecycle.Start, "LwfWorkflow", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[GraphPermission(
    nameof(GraphOperation.StartWorkflow),
    nameof(GraphOperation.ReadWorkflowTasks),
    nameof(GraphOperation.ReadRuns)
)]
[GraphPermission(nameof(GraphOperation.ReadUsers), For = "User principal names")]
[OutputType(typeof(Run), typeof(RunOutcome))]
public sealed class StartLwfWorkflow : LwfStartCmdlet, IWorkflowParameters
{
    private const int NamesInQuestion = 10;

    private readonly List<(NameOrId User, object? Target)> _users = [];
    private readonly List<string> _groups = [];
    private string? _workflowId;
    private bool _hasRefused;
    private StartableWorkflow _workflow = null!;
    private Run? _earlier;

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The users, by user principal name, ID, or object.</summary>
    [Parameter(Position = 1)]
    [Users]
    public NameOrId[]? Subject { get; set; }

    /// <summary>The ID of the group whose members to run the workflow for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? GroupId { get; set; }

    /// <summary>The earlier run whose users to run the workflow for, by ID or object.</summary>
    [Parameter]
    [NameOrId(nameof(Run.RunId))]
    public NameOrId? FromRun { get; set; }

    /// <summary>With -FromRun: whether to run all tasks, and not only those that failed.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter AllTasks { get; set; }

    /// <summary>With -FromRun: whether to include all users, and not only those with failures.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter AllUsers { get; set; }

    /// <summary>Whether the workflow is deleted. Deleted workflows can't be started.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string, string?) ItemId => (nameof(WorkflowId), WorkflowKey.WorkflowId);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private RestartScope Scope => new(AllTasks, AllUsers);

    private protected override void RequireValidParameters()
    {
        base.RequireValidParameters();
        string[] ways =
        [
            .. new[] { nameof(Subject), nameof(GroupId), nameof(FromRun) }.Where(Runtime.IsBoundExplicitly),
        ];
        if (ways.Length > 1)
            throw Errors.ParameterInvalid(
                ways[1],
                $"it can't be combined with -{ways[0]}",
                "Specify only one of -Subject, -GroupId, and -FromRun: the service starts a run for one of them."
            );
        if ((AllTasks || AllUsers) && !Runtime.IsBoundExplicitly(nameof(FromRun)))
            throw Errors.ParameterInvalid(
                AllTasks ? nameof(AllTasks) : nameof(AllUsers),
                "it applies only to -FromRun",
                "Add -FromRun, or remove it: for users and groups, all tasks run."
            );
    }

    private protected override void Begin()
    {
        base.Begin();
        foreach (NameOrId user in Subject ?? [])
            _users.Add((user, user.Text));
    }

    private protected override void Process() =>
        ProcessItem(() =>
        {
            // One that is refused keeps all back: it can't be told whether the others alone are meant.
            bool hasRefused = _hasRefused;
            _hasRefused = true;
            RequireSameService(ObjectOrigin.Of(InputObject));
            bool isUser = UserInput.IsAbout(InputObject);
            if (isUser && (Subject ?? (object?)FromRun) is not null)
                throw Errors.UserNotUsable(
                    $"users can't be piped when -{(Subject is null ? nameof(FromRun) : nameof(Subject))} is specified"
                );
            if (isUser || (Runtime.ExpectingInput && !TellsWhom))
                AddUser();
            else if (Narrower is { } narrower)
                throw Errors.NarrowerInput(narrower, "workflow", "Pipe workflows or users to this cmdlet.");
            if (!string.IsNullOrEmpty(GroupId) && !_groups.Contains(GroupId))
                _groups.Add(ResourcePath.RequireUsableId(nameof(GroupId), GroupId));
            if (_groups.Count > 0 && (_users.Count > 0 || FromRun is not null))
                throw Errors.NothingToStart(
                    "a run can't be for a group and for users at once",
                    "Specify only one of -Subject, -GroupId, and -FromRun, also by the properties of piped objects."
                );
            RequireWorkflow();
            _hasRefused = hasRefused;
        });

    private protected override IReadOnlyList<PlannedStart> Plan()
    {
        if (_workflowId is null || _hasRefused)
            return [];
        _workflow = Dispatcher.Wait(
            StartableWorkflow.ReadAsync(Client, _workflowId, DefaultVersion, Dispatcher, Token)
        );
        if (FromRun is not null)
            return [PlanOf(ScopeOfRun(FromRun))];
        if (_groups.Count > 0)
            return [.. _groups.Select(ActivationScope.OfGroup).Select(PlanOf)];
        if (_users.Count == 0)
            throw Errors.NothingToStart(
                "no users are specified",
                "Specify users with -Subject, pipe them, or specify -GroupId or -FromRun."
            );
        return FindUsers() is { } ids ? [.. ActivationScope.OfUsers(ids).Select(PlanOf)] : [];
    }

    private protected override string Description(IReadOnlyList<PlannedStart> plan) =>
        $"Start the {_workflow.Text} for {Whom(plan)}. A run on demand ignores the scope of the workflow:"
        + $" every one of them gets {(FromRun is null || AllTasks ? _workflow.TaskText : "the tasks that failed")}.";

    private protected override string Question(IReadOnlyList<PlannedStart> plan)
    {
        if (_users.Count == 0)
            return $"{Description(plan)} Continue?";
        string[] names = [.. _users.Select(each => each.User.Text).Distinct(StringComparer.OrdinalIgnoreCase)];
        string more = names.Length > NamesInQuestion ? $", and {names.Length - NamesInQuestion} more" : "";
        return $"{Description(plan)} Users: {string.Join(", ", names.Take(NamesInQuestion))}{more}. Continue?";
    }

    /// <summary>Whether it's known for whom, without a user in the object that is bound now.</summary>
    private bool TellsWhom => Subject is not null || FromRun is not null || !string.IsNullOrEmpty(GroupId);

    /// <summary>What an object that isn't a user has and a workflow hasn't.</summary>
    private string? Narrower =>
        new[]
        {
            nameof(ResourceKey.RunId),
            nameof(ResourceKey.TaskId),
            nameof(ResourceKey.VersionNumber),
        }.FirstOrDefault(name => ObjectOrigin.Text(InputObject, name) is not null);

    private void AddUser()
    {
        NameOrId user = UserInput.Read(InputObject, out InputProblem? flaw) ?? throw Errors.UserNotUsable(flaw!.Reason);
        _users.Add((user, InputObject));
    }

    /// <summary>All that is piped in is for one workflow.</summary>
    private void RequireWorkflow()
    {
        string? id = WorkflowKey.WorkflowId;
        if (string.IsNullOrEmpty(id))
            throw Errors.IdsMissing("who to start it for", [], "-" + nameof(WorkflowId));
        if (IsWorkflowDeleted)
            throw Errors.WorkflowDeleted(Workflow?.Text ?? id);
        if (_workflowId is not null && !IdRules.AreEqual(_workflowId, id))
            throw Errors.NothingToStart(
                "the input is for several workflows",
                "Specify the workflow with -Workflow, or start one workflow after the other."
            );
        _workflowId = id;
    }

    /// <summary>Whether the workflow that is meant is deleted, and not only the one that a result is from.</summary>
    private bool IsWorkflowDeleted =>
        Workflow?.Deleted == true
        || (
            Deleted
            && (
                Runtime.IsBoundExplicitly(nameof(Deleted))
                || (Workflow is null && !Runtime.IsBoundExplicitly(nameof(WorkflowId)))
            )
        );

    private ActivationScope ScopeOfRun(NameOrId run)
    {
        RequireSameService(run.Service);
        _earlier = Dispatcher.Wait(
            Client.Runs.GetAsync(
                ResourceCollection.Runs.ResolvePath(_workflow.Place.Ids, _workflow.Place.ApiVersion),
                nameof(FromRun),
                run.Text,
                ODataQuery.All,
                Dispatcher,
                Token
            )
        );
        if (!AllUsers && _earlier is { FailedUsersCount: 0, FailedTasksCount: 0 or null })
            throw Errors.NothingFailed($"run {_earlier.Id}");
        return ActivationScope.OfRun(_earlier.Id, Scope);
    }

    /// <summary>The IDs of all users; null if there's an error for one.</summary>
    private List<string>? FindUsers()
    {
        foreach ((NameOrId user, _) in _users)
            RequireSameService(user.Service);
        IReadOnlyDictionary<string, string> ids = Dispatcher.Wait(
            new UserResolver(Client).IdsAsync(
                _users.Where(each => !each.User.IsId).Select(each => each.User.Text),
                DefaultVersion,
                Dispatcher,
                Token
            )
        );
        List<string> found = [];
        bool areAllKnown = true;
        foreach ((NameOrId user, object? target) in _users)
        {
            if (user.IsId || ids.ContainsKey(user.Text))
            {
                found.Add(user.IsId ? user.Text : ids[user.Text]);
                continue;
            }
            areAllKnown = false;
            Runtime.Error(new(Errors.UserUnknown(user.Text), target));
        }
        return areAllKnown ? found : null;
    }

    private PlannedStart PlanOf(ActivationScope scope)
    {
        RunOutcome outcome = new()
        {
            WorkflowId = _workflow.Place.Ids.WorkflowId,
            WorkflowDisplayName = _workflow.Name,
            RestartedRunId = _earlier?.Id,
            SubjectIds = scope.UserIds,
            ApiVersion = _workflow.Place.ApiVersion,
        };
        return new(
            new(_workflow.Place, scope, GraphOperation.StartWorkflow),
            [Mention(_workflow.Name, _workflow.Place.Ids.WorkflowId, outcome)]
        );
    }

    private string Whom(IReadOnlyList<PlannedStart> plan)
    {
        if (_earlier is not null)
            return RestartText.Of(_earlier, Scope);
        if (_groups.Count > 0)
            return $"the members of the group {string.Join(" and of the group ", _groups)}";
        int users = plan.Sum(each => each.Request.Scope.UserIds.Count);
        return users == 1 ? "1 user" : $"{users} users in {(plan.Count == 1 ? "1 request" : $"{plan.Count} requests")}";
    }
}
