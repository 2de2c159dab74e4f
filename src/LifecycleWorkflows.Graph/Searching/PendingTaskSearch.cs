using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Finds pending tasks in the active runs, because the service has no list of pending tasks.</summary>
internal sealed class PendingTaskSearch(LifecycleWorkflowsClient client)
{
    /// <summary>
    /// Finds all results in progress. It sends one request for the workflows, unless they're specified, one for the
    /// active runs of each workflow, and one for the results in progress of each run, as long as each list fits in one
    /// page.
    /// </summary>
    public async IAsyncEnumerable<ItemResult<PendingTask>> FindAsync(
        IAsyncEnumerable<ItemResult<SearchScope>> scopes,
        int limit,
        CallbackDeadlines dueTimes,
        IEnumerable<FilterClause> wanted,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using SemaphoreSlim gate = new(limit);
        SearchProgress progress = new(notices);
        ODataQuery running = new() { Conditions = [FilterClause.NotEnded] };
        ODataQuery pending = new()
        {
            Conditions = [FilterClause.In("processingStatus", [ProcessingStatus.InProgress])!, .. wanted],
            OptionalExpand = "subject",
        };
        IAsyncEnumerable<ItemResult<PendingTask>> found = scopes
            .ExpandAsync(
                limit,
                (scope, token) =>
                    ThrottleAsync(gate, scope, (one, inner) => FindRunsAsync(one, running, progress, inner), token),
                cancellationToken
            )
            .ExpandAsync(
                limit,
                (scope, token) =>
                    ThrottleAsync(
                        gate,
                        scope,
                        (one, inner) => FindInProgressAsync(one, pending, dueTimes, progress, inner),
                        token
                    ),
                cancellationToken
            );
        try
        {
            await foreach (ItemResult<PendingTask> each in found.ConfigureAwait(false))
                yield return each;
        }
        finally
        {
            progress.Complete();
        }
    }

    /// <summary>Returns the scopes of all workflows or all deleted workflows.</summary>
    public async IAsyncEnumerable<ItemResult<SearchScope>> AllWorkflowsAsync(
        bool deleted,
        string apiVersion,
        IReadOnlyList<FilterClause> conditions,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ResourcePath workflows = ResourceCollection.Workflows.ResolvePath(new() { Deleted = deleted }, apiVersion);
        await foreach (
            Workflow workflow in client
                .Workflows.ListAsync(workflows, ODataQuery.All, notices, cancellationToken)
                .ConfigureAwait(false)
        )
            yield return new(ScopeOf(workflow) with { Conditions = conditions }, null);
    }

    /// <summary>Returns the scope of one workflow.</summary>
    public static SearchScope ScopeOf(Workflow workflow)
    {
        ResourceKey ids = workflow.Origin.Ids.With(nameof(ResourceKey.WorkflowId), workflow.Id);
        return new(ResourceCollection.Runs.ResolvePath(ids, workflow.ApiVersion), IsWalk: true, workflow.DisplayName)
        {
            Conditions = [],
        };
    }

    /// <summary>Adds the workflow name to scopes, with one request for each.</summary>
    public IAsyncEnumerable<ItemResult<SearchScope>> WithNamesAsync(
        IEnumerable<SearchScope> given,
        int limit,
        IOperationHost notices,
        CancellationToken cancellationToken
    ) =>
        ParallelReading
            .ToAsyncEnumerable(given)
            .ExpandAsync(
                limit,
                (scope, token) =>
                    ItemResult.CaptureAsync(async () =>
                    {
                        if (scope.WorkflowDisplayName is not null)
                            return [scope];
                        ResourceKey ids = scope.Place.Ids;
                        ResourcePath workflows = ResourceCollection.Workflows.ResolvePath(
                            new() { Deleted = ids.Deleted },
                            scope.Place.ApiVersion
                        );
                        Workflow workflow = await client
                            .Workflows.GetAsync(
                                workflows,
                                nameof(ResourceKey.WorkflowId),
                                ids.WorkflowId!,
                                ODataQuery.All,
                                notices,
                                token
                            )
                            .ConfigureAwait(false);
                        return (IReadOnlyList<SearchScope>)
                            [scope with { WorkflowDisplayName = workflow.DisplayName ?? "" }];
                    }),
                cancellationToken
            );

    private async Task<IReadOnlyList<SearchScope>> FindRunsAsync(
        SearchScope scope,
        ODataQuery query,
        SearchProgress progress,
        CancellationToken cancellationToken
    )
    {
        if (!scope.IsWalk)
            return scope.Place.IsPreview == true ? [] : [scope];
        List<Run> runs = await client
            .Runs.ListAsync(scope.Place, query, progress.Notices, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        progress.AddRuns(runs.Count);
        // Nothing waits for an answer in a preview.
        return
        [
            .. runs.Where(run => !run.IsPreview).Select(run => scope with { Place = ResultsOf(run), IsWalk = false }),
        ];
    }

    private static ResourcePath ResultsOf(Run run) =>
        ResourceCollection.TaskProcessingResults.ResolvePath(
            run.Origin.Ids.With(nameof(ResourceKey.RunId), run.Id),
            run.ApiVersion
        );

    private async Task<IReadOnlyList<PendingTask>> FindInProgressAsync(
        SearchScope scope,
        ODataQuery query,
        CallbackDeadlines dueTimes,
        SearchProgress progress,
        CancellationToken cancellationToken
    )
    {
        ODataQuery pending = query with { Conditions = [.. query.Conditions, .. scope.Conditions] };
        List<TaskProcessingResult> results = await client
            .TaskProcessingResults.ListAsync(scope.Place, pending, progress.Notices, cancellationToken)
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
        progress.AddFound(tasks.Count);
        return tasks;
    }

    private static async Task<IReadOnlyList<ItemResult<TResult>>> ThrottleAsync<TItem, TResult>(
        SemaphoreSlim gate,
        ItemResult<TItem> found,
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
            return await ItemResult.CaptureAsync(() => work(found.Item, cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            gate.Release();
        }
    }
}
