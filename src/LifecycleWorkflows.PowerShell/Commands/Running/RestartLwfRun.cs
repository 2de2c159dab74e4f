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

/// <summary>Processes again what failed in runs or for single users.</summary>
[Cmdlet(VerbsLifecycle.Restart, "LwfRun", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[GraphPermission(
    nameof(GraphOperation.RestartRun),
    nameof(GraphOperation.ReadWorkflowTasks),
    nameof(GraphOperation.ReadRuns)
)]
[OutputType(typeof(Run), typeof(RunOutcome))]
public sealed class RestartLwfRun : LwfStartCmdlet, IWorkflowParameters
{
    /// <summary>How long the service keeps runs.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly List<RestartInput> _inputs = [];
    private readonly List<string> _sentences = [];

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The workflow, by name, ID, or object.</summary>
    [Parameter(Position = 0)]
    [NameOrId(nameof(WorkflowId))]
    [ArgumentCompleter(typeof(WorkflowNameCompleter))]
    public NameOrId? Workflow { get; set; }

    /// <summary>The ID of the run to restart.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the user processing result to restart.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>Whether to run all tasks, and not only those that failed.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter AllTasks { get; set; }

    /// <summary>Whether to include all users of a run, and not only those with failures.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter AllUsers { get; set; }

    /// <summary>Whether the workflow is deleted. Runs of deleted workflows can't be restarted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string Parameter, string? Value) ItemId =>
        string.IsNullOrEmpty(UserProcessingResultId)
            ? (nameof(RunId), RunId)
            : (nameof(UserProcessingResultId), UserProcessingResultId);

    private protected override ResourceKey BoundKey => WorkflowKey;

    private RestartScope Scope => new(AllTasks, AllUsers);

    private bool IsResult => !string.IsNullOrEmpty(UserProcessingResultId);

    private protected override void Begin()
    {
        RequireNotTypedWithInput(nameof(RunId), nameof(UserProcessingResultId));
        base.Begin();
    }

    private protected override void Process()
    {
        RunOutcome outcome = new()
        {
            WorkflowId = WorkflowKey.WorkflowId,
            RestartedRunId = string.IsNullOrEmpty(RunId) ? null : RunId,
            RestartedUserProcessingResultId = IsResult ? UserProcessingResultId : null,
            Deleted = WorkflowKey.Deleted,
            ApiVersion = ApiVersion ?? "",
        };
        StartMention mention = Mention(Target, TargetName, outcome);
        try
        {
            RequireValidInput();
            _inputs.Add(Read(mention));
        }
        catch (LifecycleWorkflowsException failure)
        {
            Refuse(mention, failure);
        }
    }

    private RestartInput Read(StartMention mention)
    {
        ResourceKey ids = RequireRunKey(
            RunId,
            "run or a user processing result",
            nameof(TaskProcessingResult.TaskProcessingResultId),
            nameof(ResourceKey.SubjectProcessingResultId),
            nameof(ResourceKey.TaskReportId)
        );
        if (ids.Deleted)
            throw Errors.WorkflowDeleted(Workflow?.Text ?? ids.WorkflowId!);
        if (IsResult && AllUsers)
            throw Errors.ParameterInvalid(
                nameof(AllUsers),
                "a user processing result is of one user",
                "Remove -AllUsers, or pipe the run."
            );
        if (!IsResult && ids.RunId is null)
            throw Errors.IdMissing(nameof(RunId), "Get-LwfRun");
        ResourcePath.RequireUsableId(ItemId.Parameter, ItemId.Value);
        return new(
            mention,
            ids,
            IsResult ? UserProcessingResultId : null,
            DefaultVersion,
            ExplicitKey == ResourceKey.None ? InputObject?.BaseObject : null
        );
    }

    private protected override IReadOnlyList<PlannedStart> Plan() =>
        [.. _inputs.GroupBy(input => input.Workflow).SelectMany(group => PlanWorkflow([.. group]))];

    private protected override string Description(IReadOnlyList<PlannedStart> plan) => string.Join(' ', _sentences);

    /// <summary>What to send for the runs, or for the results, of one workflow.</summary>
    private PlannedStart[] PlanWorkflow(RestartInput[] inputs)
    {
        try
        {
            bool areResults = inputs[0].ResultId is not null;
            if (inputs.Any(input => input.ResultId is not null != areResults))
                throw Errors.MixedRestart();
            StartableWorkflow workflow = Dispatcher.Wait(
                StartableWorkflow.ReadAsync(Client, inputs[0].Ids.WorkflowId!, inputs[0].ApiVersion, Dispatcher, Token)
            );
            foreach (RestartInput input in inputs)
                input.Mention.Outcome.WorkflowDisplayName = workflow.Name;
            return areResults
                ? PlanResults(workflow, Open(workflow, inputs, ReadResult))
                : PlanRuns(workflow, Open(workflow, inputs, ReadRun));
        }
        catch (LifecycleWorkflowsException failure)
        {
            foreach (RestartInput input in inputs.Where(input => !input.Mention.IsSettled))
                Refuse(input.Mention, failure);
            return [];
        }
    }

    private PlannedStart[] PlanRuns(StartableWorkflow workflow, List<OpenItem<Run>> open)
    {
        if (open.Count == 0)
            return [];
        string runs = string.Join(", and ", open.Select(each => RestartText.Of(each.Item, Scope)));
        _sentences.Add($"Restart the {workflow.Text} for {runs}: {TaskText(workflow)}.");
        return
        [
            .. open.Select(each => new PlannedStart(
                new(workflow.Place, ActivationScope.OfRun(each.Item.Id, Scope), GraphOperation.RestartRun),
                each.Mentions
            )),
        ];
    }

    private PlannedStart[] PlanResults(StartableWorkflow workflow, List<OpenItem<UserProcessingResult>> open)
    {
        if (open.Count == 0)
            return [];
        string users = open.Count == 1 ? "1 user" : $"{open.Count} users";
        _sentences.Add($"Restart the {workflow.Text} for {users}: {TaskText(workflow)}.");
        string[] ids = [.. open.Select(each => each.Item.Id)];
        return
        [
            new(
                new(workflow.Place, ActivationScope.OfResults(ids, Scope), GraphOperation.RestartRun),
                [.. open.SelectMany(each => each.Mentions)]
            ),
        ];
    }

    private string TaskText(StartableWorkflow workflow) => AllTasks ? workflow.TaskText : "only the tasks that failed";

    /// <summary>What is left to restart, each with all of its mentions.</summary>
    private List<OpenItem<T>> Open<T>(StartableWorkflow workflow, RestartInput[] inputs, Func<RestartInput, T> read)
        where T : LifecycleResource
    {
        List<OpenItem<T>> open = [];
        foreach (IGrouping<string, RestartInput> same in inputs.GroupBy(input => input.Id))
        {
            StartMention[] mentions = [.. same.Select(input => input.Mention)];
            foreach (StartMention further in mentions.Skip(1))
                further.Outcome.IsDuplicate = true;
            try
            {
                T item = read(same.First());
                RequireFailure(item);
                open.Add(new(item, mentions));
            }
            catch (LifecycleWorkflowsException failure)
            {
                Refuse(mentions, failure);
            }
        }
        if (open.Count == 0 || AllUsers)
            return WithoutSharedUsers(open);
        RunHistory history = Dispatcher.Wait(
            RunHistory.ReadAsync(
                Client,
                ResourceCollection.Runs.ResolvePath(workflow.Place.Ids, workflow.Place.ApiVersion),
                open.Min(each => BeginOf(each.Item)) ?? DateTimeOffset.UtcNow - KeptFor,
                Dispatcher,
                Token
            )
        );
        return WithoutSharedUsers([.. open.Where(each => !IsRestarted(each, history))]);
    }

    /// <summary>Keeps back what has a user of a later one: that user would be processed twice.</summary>
    private List<OpenItem<T>> WithoutSharedUsers<T>(List<OpenItem<T>> open)
        where T : LifecycleResource
    {
        if (open.Count < 2)
            return open;
        Dictionary<string, T> users = [];
        foreach (OpenItem<T> each in open.OrderByDescending(each => BeginOf(each.Item)).ToArray())
        {
            string[] own = UsersOf(each.Item);
            if (own.FirstOrDefault(users.ContainsKey) is { } shared)
            {
                open.Remove(each);
                Refuse(each.Mentions, Errors.UserRestartedTwice(Name(each.Item), shared, Name(users[shared])));
            }
            foreach (string user in own)
                users.TryAdd(user, each.Item);
        }
        return open;
    }

    /// <summary>The IDs of the users who would be processed.</summary>
    private string[] UsersOf(LifecycleResource item)
    {
        IEnumerable<UserProcessingResult> results = item switch
        {
            UserProcessingResult result => [result],
            _ => Dispatcher.Pull(
                Client.UserProcessingResults.ListAsync(
                    ResourceCollection.UserProcessingResults.ResolvePath(
                        item.Origin.Ids.With(nameof(RunId), item.Id),
                        item.ApiVersion
                    ),
                    AllUsers ? ODataQuery.All : new() { Conditions = [WithFailures] },
                    Dispatcher,
                    Token
                )
            ),
        };
        return [.. results.Select(result => result.Subject?.Id).OfType<string>().Select(IdRules.Normalize).Distinct()];
    }

    private static readonly FilterClause WithFailures = FilterClause.In(
        "processingStatus",
        [ProcessingStatus.Failed, ProcessingStatus.CompletedWithErrors]
    )!;

    private static string Name(LifecycleResource item) =>
        item is Run ? $"run {item.Id}" : $"user processing result {item.Id}";

    /// <summary>What a later run has restarted is its business now: to do it again would process users twice.</summary>
    private bool IsRestarted<T>(OpenItem<T> open, RunHistory history)
        where T : LifecycleResource
    {
        Run? later = open.Item is UserProcessingResult result
            ? history.LatestRestartOfResult(result.Id, result.RunId)
            : history.LatestRestartOf(open.Item.Id);
        if (later is null)
            return false;
        Settle(open.Mentions, new(StartStatus.AlreadyRestarted, later, 0, TimeSpan.Zero, null, null));
        bool isPart = open.Item is Run && later.RestartedResultIds.Any();
        Runtime.Warning(
            isPart
                ? $"Skipped {open.Item}: the run {later.Id} already restarted some of its users."
                    + " To restart others, pipe their user processing results."
                : $"Skipped {open.Item}: the run {later.Id} already restarted it."
                    + " If that run failed, restart that run."
        );
        return true;
    }

    private void Refuse(IReadOnlyList<StartMention> mentions, LifecycleWorkflowsException failure)
    {
        Settle(mentions, new(StartStatus.Failed, null, 0, TimeSpan.Zero, null, failure));
        Refuse(mentions[0], failure);
    }

    private static void Settle(IEnumerable<StartMention> mentions, StartResult result)
    {
        foreach (StartMention mention in mentions)
            mention.Settle(result);
    }

    private void RequireFailure(LifecycleResource item)
    {
        bool isWithoutFailure = item switch
        {
            Run run => !AllUsers && run is { FailedUsersCount: 0, FailedTasksCount: 0 or null },
            UserProcessingResult result => !AllTasks
                && result.FailedTasksCount == 0
                && result.ProcessingStatus != ProcessingStatus.Failed,
            _ => false,
        };
        if (isWithoutFailure)
            throw Errors.NothingFailed(Name(item));
    }

    private static DateTimeOffset? BeginOf(LifecycleResource item) =>
        item switch
        {
            Run run => run.StartedDateTime ?? run.ScheduledDateTime,
            UserProcessingResult result => result.StartedDateTime ?? result.ScheduledDateTime,
            _ => null,
        };

    private Run ReadRun(RestartInput input) =>
        input.Own as Run
        ?? Read(
            Client.Runs,
            ResourceCollection.Runs.ResolvePath(new() { WorkflowId = input.Ids.WorkflowId }, input.ApiVersion),
            nameof(RunId),
            input.Ids.RunId!
        );

    private UserProcessingResult ReadResult(RestartInput input) =>
        input.Own as UserProcessingResult
        ?? Read(
            Client.UserProcessingResults,
            ResourceCollection.UserProcessingResults.ResolvePath(input.Ids, input.ApiVersion),
            nameof(UserProcessingResultId),
            input.ResultId!
        );

    private T Read<T>(ResourceReader<T> reader, ResourcePath place, string parameter, string id)
        where T : PlacedResource =>
        Dispatcher.Wait(reader.GetAsync(place, parameter, id, ODataQuery.All, Dispatcher, Token));

    /// <summary>A run or result to restart, and all that came in for it.</summary>
    private sealed record OpenItem<T>(T Item, IReadOnlyList<StartMention> Mentions);
}
