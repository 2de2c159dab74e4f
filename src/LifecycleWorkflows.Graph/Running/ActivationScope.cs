using LifecycleWorkflows.Graph.Operations;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>Who and what a run is started for: the body of one request, and how to recognize its run.</summary>
internal abstract record ActivationScope
{
    private const string OnDemand = "onDemand";
    private const string WithScope = "activatedWithScope";
    private const int MostUsers = 10;

    private ActivationScope() { }

    /// <summary>The action of the workflow.</summary>
    public virtual string Action => "activateWithScope";

    public abstract byte[] Body { get; }

    /// <summary>The users, if the request lists them; otherwise, there are none.</summary>
    public virtual IReadOnlyList<string> UserIds => [];

    /// <summary>Scopes for any number of users: the service takes ten in one request. Each user is in one.</summary>
    public static IEnumerable<ActivationScope> OfUsers(IEnumerable<string> ids) =>
        ids.Select(IdRules.Normalize).Distinct().Chunk(MostUsers).Select(some => new Users(some));

    public static ActivationScope OfGroup(string id) => new Group(id);

    /// <summary>A scope for users and tasks of an earlier run.</summary>
    public static ActivationScope OfRun(string id, RestartScope restart) => new EarlierRun(id, restart);

    /// <summary>A scope for the users of results of earlier runs.</summary>
    public static ActivationScope OfResults(IReadOnlyList<string> ids, RestartScope restart) =>
        new Results(ids, restart);

    /// <summary>
    /// Whether a run has this scope, as far as it shows: services leave out the members of a scope that are resources
    /// of their own. Users aren't in the run: <see cref="UserIds"/> must be compared with its results.
    /// </summary>
    public abstract bool Matches(Run run);

    private static bool IsScope(Run run, string type) =>
        run.WorkflowExecutionType == WithScope
        && Text(run, "@odata.type") is var shown
        && (shown is null || shown.EndsWith(type, StringComparison.Ordinal));

    private static bool IsOrHidden(string? shown, string own) => shown is null || IdRules.AreEqual(shown, own);

    private static string? Text(Run run, string member) => run.ActivatedOnScope?.GetValueOrDefault(member) as string;

    private sealed record Users(IReadOnlyList<string> Ids) : ActivationScope
    {
        public override string Action => "activate";

        public override byte[] Body => RequestBodies.Activate(Ids);

        public override IReadOnlyList<string> UserIds => Ids;

        public override bool Matches(Run run) => run.WorkflowExecutionType == OnDemand;
    }

    private sealed record Group(string Id) : ActivationScope
    {
        public override byte[] Body => RequestBodies.ActivateForGroup(Id);

        public override bool Matches(Run run) =>
            IsScope(run, "activateGroupScope")
            && IsOrHidden(Run.ScopeId(run.ActivatedOnScope?.GetValueOrDefault("group")), Id);
    }

    private sealed record EarlierRun(string Id, RestartScope Restart) : ActivationScope
    {
        public override byte[] Body => RequestBodies.ActivateForRun(Id, Restart.Tasks, Restart.Users);

        public override bool Matches(Run run) =>
            IsScope(run, "activateRunScope")
            && IsOrHidden(run.RestartedRunId, Id)
            && IsOrHidden(Text(run, "taskScope"), Restart.Tasks)
            && IsOrHidden(Text(run, "userScope"), Restart.Users);
    }

    private sealed record Results(IReadOnlyList<string> Ids, RestartScope Restart) : ActivationScope
    {
        public override byte[] Body => RequestBodies.ActivateForResults(Ids, Restart.Tasks);

        public override bool Matches(Run run) =>
            IsScope(run, "activateProcessingResultScope")
            && IsOrHidden(Text(run, "taskScope"), Restart.Tasks)
            && run.RestartedResultIds.Select(IdRules.Normalize).ToHashSet() is var shown
            && (shown.Count == 0 || shown.SetEquals(Ids.Select(IdRules.Normalize)));
    }
}
