using System.Globalization;
using System.Runtime.CompilerServices;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// Ways down from workflows that take more than one listing, because the service has no list of its own.
/// </summary>
internal sealed class Walk(LifecycleWorkflowsClient client)
{
    private const int UsualLimit = 8;

    /// <summary>The id of the workflow that somebody names.</summary>
    public async Task<string> WorkflowIdAsync(
        NameOrId workflow,
        bool deleted,
        string apiVersion,
        INotices notices,
        CancellationToken cancellationToken
    ) =>
        workflow.IsId
            ? workflow.Text
            : workflow.IdAmong(
                await client
                    .Workflows.ListAsync(
                        ResourceCollection.Workflows.Locate(new() { Deleted = deleted }, apiVersion),
                        Query.All,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
                each => each.DisplayName,
                "Workflow",
                deleted ? "deleted workflow" : "workflow"
            );

    /// <summary>The id of the task of a workflow that somebody names.</summary>
    public async Task<string> TaskIdAsync(
        NameOrId task,
        ResourceIds workflow,
        string apiVersion,
        INotices notices,
        CancellationToken cancellationToken
    ) =>
        task.IsId
            ? task.Text
            : task.IdAmong(
                await client
                    .WorkflowTasks.ListAsync(
                        ResourceCollection.WorkflowTasks.Locate(workflow, apiVersion),
                        Query.All,
                        notices,
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
                each => each.DisplayName,
                "Task",
                "task of the workflow"
            );

    /// <summary>Finds out whether a task that no result was of exists at all.</summary>
    /// <param name="task">The task as somebody named it.</param>
    /// <param name="parameter">The parameter that it was given under.</param>
    /// <param name="lists">The tasks of the workflows and templates whose results were read.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleWorkflowsException">None of them has it.</exception>
    public async Task RequireTaskAsync(
        NameOrId task,
        string parameter,
        IEnumerable<ResourcePath> lists,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        List<WorkflowTask> tasks = [];
        foreach (ResourcePath list in lists)
        {
            tasks.AddRange(
                await client
                    .WorkflowTasks.ListAsync(list, Query.All, notices, cancellationToken)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            );
            if (tasks.Any(task.Names))
                return;
        }
        task.IdAmong(tasks, each => each.DisplayName, parameter, "task in what was read");
    }

    /// <summary>
    /// The task processing results of a whole workflow, run by run. Those of a user who is named are found through the
    /// user processing results, which are far fewer.
    /// </summary>
    /// <param name="runs">The list of the workflow's runs.</param>
    /// <param name="query">What is wanted of the results.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<TaskProcessingResult> ResultsAsync(
        ResourcePath runs,
        Query query,
        INotices notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query.Top == 0)
            yield break;
        ClientOrder? order = query.OrderBy is null
            ? null
            : ClientOrder.Of(query.OrderBy, typeof(TaskProcessingResult))
                ?? throw Errors.ParameterInvalid(
                    "OrderBy",
                    "results of several runs can only be sorted here, by properties that the objects have",
                    "Sort by such a property, or give -RunId."
                );
        Query ofRun = order is null ? query : query with { Top = null, Select = null };
        IAsyncEnumerable<TaskProcessingResult> results = client
            .Runs.ListAsync(runs, Query.All, notices, cancellationToken)
            .ExpandAsync(UsualLimit, (run, token) => ResultsOfRunAsync(run, ofRun, notices, token), cancellationToken);
        if (order is not null)
            results = FanOut.Each(
                (await results.ToListAsync(cancellationToken).ConfigureAwait(false)).Order<TaskProcessingResult>(order)
            );
        int left = query.Top ?? int.MaxValue;
        await foreach (TaskProcessingResult result in results.ConfigureAwait(false))
        {
            yield return result;
            if (--left == 0)
                yield break;
        }
    }

    /// <summary>Reads the task report of a place, whose items do not tell their run.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// It is not the report of the run or task that was given beside it.
    /// </exception>
    public async Task RequireReportAsync(Selection selection, INotices notices, CancellationToken cancellationToken)
    {
        ResourceIds ids = selection.Place.Ids;
        ResourcePath reports = ResourceCollection.TaskReports.Locate(
            ids.Only([nameof(ResourceIds.WorkflowId)]),
            selection.Place.ApiVersion
        );
        TaskReport report = await client
            .TaskReports.GetAsync(
                reports,
                nameof(ResourceIds.TaskReportId),
                ids.TaskReportId!,
                Query.All,
                notices,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (selection.OfReport.FirstOrDefault(condition => !Condition.Of(condition).Holds(report)) is { } broken)
            throw Errors.IdsApart(nameof(ResourceIds.TaskReportId), report.Id, broken.Parameter, broken.Id);
    }

    /// <summary>
    /// Every result in progress. One request lists the workflows, unless they are given, one each lists the runs that
    /// have not ended, and one each of those the results that are in progress, as long as all that fits into one page.
    /// </summary>
    public async IAsyncEnumerable<Found<PendingTask>> PendingAsync(
        IAsyncEnumerable<Found<PendingScope>> scopes,
        int limit,
        DueTimes dueTimes,
        IEnumerable<Condition> wanted,
        INotices notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using SemaphoreSlim gate = new(limit);
        Tally tally = new(notices);
        Query running = new() { Conditions = [Condition.NotEnded] };
        Query pending = new()
        {
            Conditions = [Condition.EqualAny("processingStatus", [ProcessingStatus.InProgress])!, .. wanted],
            Expand = "subject",
        };
        IAsyncEnumerable<Found<PendingTask>> found = scopes
            .ExpandAsync(
                limit,
                (scope, token) => PassAsync(gate, scope, (one, inner) => RunsAsync(one, running, tally, inner), token),
                cancellationToken
            )
            .ExpandAsync(
                limit,
                (scope, token) =>
                    PassAsync(gate, scope, (one, inner) => PendingAsync(one, pending, dueTimes, tally, inner), token),
                cancellationToken
            );
        try
        {
            await foreach (Found<PendingTask> each in found.ConfigureAwait(false))
                yield return each;
        }
        finally
        {
            tally.Complete();
        }
    }

    /// <summary>All workflows, live or deleted, to look for pending tasks in.</summary>
    public async IAsyncEnumerable<Found<PendingScope>> ScopesAsync(
        bool deleted,
        string apiVersion,
        IReadOnlyList<Condition> conditions,
        INotices notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ResourcePath workflows = ResourceCollection.Workflows.Locate(new() { Deleted = deleted }, apiVersion);
        await foreach (
            Workflow workflow in client
                .Workflows.ListAsync(workflows, Query.All, notices, cancellationToken)
                .ConfigureAwait(false)
        )
            yield return new(Scope(workflow) with { Conditions = conditions }, null);
    }

    /// <summary>One workflow, to look for pending tasks in.</summary>
    public static PendingScope Scope(Workflow workflow)
    {
        ResourceIds ids = workflow.Origin.Ids.With(nameof(ResourceIds.WorkflowId), workflow.Id);
        return new(ResourceCollection.Runs.Locate(ids, workflow.ApiVersion), IsWalk: true, workflow.DisplayName)
        {
            Conditions = [],
        };
    }

    /// <summary>Given places, with the workflow's name, which takes one request each.</summary>
    public IAsyncEnumerable<Found<PendingScope>> ScopesAsync(
        IEnumerable<PendingScope> given,
        int limit,
        INotices notices,
        CancellationToken cancellationToken
    ) =>
        FanOut
            .Each(given)
            .ExpandAsync(
                limit,
                (scope, token) =>
                    AloneAsync(async () =>
                    {
                        if (scope.WorkflowDisplayName is not null)
                            return [scope];
                        ResourceIds ids = scope.Place.Ids;
                        ResourcePath workflows = ResourceCollection.Workflows.Locate(
                            new() { Deleted = ids.Deleted },
                            scope.Place.ApiVersion
                        );
                        Workflow workflow = await client
                            .Workflows.GetAsync(
                                workflows,
                                nameof(ResourceIds.WorkflowId),
                                ids.WorkflowId!,
                                Query.All,
                                notices,
                                token
                            )
                            .ConfigureAwait(false);
                        return (IReadOnlyList<PendingScope>)
                            [scope with { WorkflowDisplayName = workflow.DisplayName ?? "" }];
                    }),
                cancellationToken
            );

    private async Task<IReadOnlyList<TaskProcessingResult>> ResultsOfRunAsync(
        Run run,
        Query query,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        ResourceIds ids = run.Origin.Ids.With(nameof(ResourceIds.RunId), run.Id);
        SilentProgress silent = new(notices);
        Condition[] ofUser = [.. query.Conditions.Where(condition => condition.IsOfUser)];
        if (ofUser.Length == 0)
            return await ResultsAsync(ids, query).ConfigureAwait(false);
        if (run.TotalUsersCount == 0)
            return [];
        ResourcePath users = ResourceCollection.UserProcessingResults.Locate(ids, run.ApiVersion);
        Query others = query.Without(ofUser);
        List<TaskProcessingResult> results = [];
        await foreach (
            UserProcessingResult user in client
                .UserProcessingResults.ListAsync(users, new() { Conditions = ofUser }, silent, cancellationToken)
                .ConfigureAwait(false)
        )
            results.AddRange(
                await ResultsAsync(ids.With(nameof(ResourceIds.UserProcessingResultId), user.Id), others)
                    .ConfigureAwait(false)
            );
        return results;

        Task<List<TaskProcessingResult>> ResultsAsync(ResourceIds place, Query wanted) =>
            client
                .TaskProcessingResults.ListAsync(
                    ResourceCollection.TaskProcessingResults.Locate(place, run.ApiVersion),
                    wanted,
                    silent,
                    cancellationToken
                )
                .ToListAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<PendingScope>> RunsAsync(
        PendingScope scope,
        Query query,
        Tally tally,
        CancellationToken cancellationToken
    )
    {
        if (!scope.IsWalk)
            return [scope];
        List<Run> runs = await client
            .Runs.ListAsync(scope.Place, query, tally.Notices, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        tally.AddRuns(runs.Count);
        return [.. runs.Select(run => scope with { Place = ResultsOf(run), IsWalk = false })];
    }

    private static ResourcePath ResultsOf(Run run) =>
        ResourceCollection.TaskProcessingResults.Locate(
            run.Origin.Ids.With(nameof(ResourceIds.RunId), run.Id),
            run.ApiVersion
        );

    private async Task<IReadOnlyList<PendingTask>> PendingAsync(
        PendingScope scope,
        Query query,
        DueTimes dueTimes,
        Tally tally,
        CancellationToken cancellationToken
    )
    {
        Query pending = query with { Conditions = [.. query.Conditions, .. scope.Conditions] };
        List<TaskProcessingResult> results = await client
            .TaskProcessingResults.ListAsync(scope.Place, pending, tally.Notices, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        List<PendingTask> tasks = [];
        foreach (TaskProcessingResult result in results)
        {
            tasks.Add(
                new()
                {
                    Id = result.Id,
                    Origin = result.Origin,
                    ProcessingStatus = result.ProcessingStatus,
                    WorkflowDisplayName = scope.WorkflowDisplayName,
                    Task = result.Task,
                    Subject = result.Subject,
                    StartedDateTime = result.StartedDateTime,
                    DueDateTime = await dueTimes.OfAsync(result, cancellationToken).ConfigureAwait(false),
                    UnknownMembers = result.UnknownMembers,
                }
            );
        }
        tally.AddFound(tasks.Count);
        return tasks;
    }

    private static async Task<IReadOnlyList<Found<TResult>>> PassAsync<TItem, TResult>(
        SemaphoreSlim gate,
        Found<TItem> found,
        Func<TItem, CancellationToken, Task<IReadOnlyList<TResult>>> work,
        CancellationToken cancellationToken
    )
        where TItem : class
        where TResult : class
    {
        if (found.Item is null)
            return [new(null, found.Failure)];
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await AloneAsync(() => work(found.Item, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A failure that concerns one workflow or run alone does not end the walk.</summary>
    public static async Task<IReadOnlyList<Found<T>>> AloneAsync<T>(Func<Task<IReadOnlyList<T>>> work)
        where T : class
    {
        try
        {
            return [.. (await work().ConfigureAwait(false)).Select(item => new Found<T>(item, null))];
        }
        catch (LifecycleWorkflowsException failure)
            when (failure.Condition
                    is ErrorCondition.InvalidRequest
                        or ErrorCondition.NotFound
                        or ErrorCondition.RequestTimeout
                        or ErrorCondition.ServiceUnavailable
                        or ErrorCondition.UnreadableResponse
            )
        {
            return [new(null, failure)];
        }
    }

    /// <summary>How far the walk is.</summary>
    private sealed class Tally(INotices notices)
    {
        private readonly PageProgress _progress = new(notices, "looking for tasks that wait");
        private int _runs;
        private int _read;
        private int _found;

        public INotices Notices { get; } = new SilentProgress(notices);

        public void AddRuns(int count) => Interlocked.Add(ref _runs, count);

        public void AddFound(int count)
        {
            lock (_progress)
            {
                _read++;
                _found += count;
                _progress.Say(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{_read} of {_runs} runs that have not ended, {_found} tasks found"
                    )
                );
            }
        }

        public void Complete() => _progress.Complete();
    }
}

/// <summary>Where to look for pending tasks.</summary>
/// <param name="Place">A list of results, or of the runs that have some.</param>
/// <param name="IsWalk">Whether it is a list of runs.</param>
/// <param name="WorkflowDisplayName">The name of their workflow; null when it is not known yet.</param>
internal sealed record PendingScope(ResourcePath Place, bool IsWalk, string? WorkflowDisplayName)
{
    /// <summary>What the tasks that are wanted fulfil.</summary>
    public required IReadOnlyList<Condition> Conditions { get; init; }
}

/// <summary>Something that a walk came across, or why it could not go on there.</summary>
internal readonly record struct Found<T>(T? Item, LifecycleWorkflowsException? Failure)
    where T : class;
