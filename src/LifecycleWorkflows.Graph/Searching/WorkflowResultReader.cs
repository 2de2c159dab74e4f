using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Reads the task processing results of a workflow, because the service has no list of them.</summary>
internal sealed class WorkflowResultReader(LifecycleWorkflowsClient client)
{
    /// <summary>
    /// Reads the task processing results of a workflow, run by run. If a user is specified, it reads them through the
    /// user processing results, which are far fewer.
    /// </summary>
    /// <param name="runs">The path of the workflow's runs.</param>
    /// <param name="query">The query options for the results.</param>
    /// <param name="notices">Shows messages.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async IAsyncEnumerable<TaskProcessingResult> ResultsAsync(
        ResourcePath runs,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (query.Top == 0)
            yield break;
        ClientSideComparer? order = query.OrderBy is null
            ? null
            : ClientSideComparer.Of(query.OrderBy, typeof(TaskProcessingResult))
                ?? throw Errors.ParameterInvalid(
                    "OrderBy",
                    "results of several runs are sorted on this computer,"
                        + " which is possible only by properties of the output objects",
                    "Sort by such a property, or specify -RunId."
                );
        ODataQuery ofRun = order is null ? query : query with { Top = null, IsSortedOnClient = true };
        IAsyncEnumerable<TaskProcessingResult> results = client
            .Runs.ListAsync(runs, ODataQuery.All, notices, cancellationToken)
            .ExpandAsync(
                Defaults.ThrottleLimit,
                (run, token) => ResultsOfRunAsync(run, ofRun, notices, token),
                cancellationToken
            );
        if (order is not null)
            results = ParallelReading.ToAsyncEnumerable(
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

    private async Task<IReadOnlyList<TaskProcessingResult>> ResultsOfRunAsync(
        Run run,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourceKey ids = run.Origin.Ids.With(nameof(ResourceKey.RunId), run.Id);
        WithoutProgress silent = new(notices);
        FilterClause[] ofUser = [.. query.Conditions.Where(condition => condition.IsOfUser)];
        if (ofUser.Length == 0)
            return await ResultsAsync(ids, query).ConfigureAwait(false);
        if (run.TotalUsersCount == 0)
            return [];
        ResourcePath users = ResourceCollection.UserProcessingResults.ResolvePath(ids, run.ApiVersion);
        ODataQuery others = query.Without(ofUser);
        List<TaskProcessingResult> results = [];
        await foreach (
            UserProcessingResult user in client
                .UserProcessingResults.ListAsync(users, new() { Conditions = ofUser }, silent, cancellationToken)
                .ConfigureAwait(false)
        )
            results.AddRange(
                await ResultsAsync(ids.With(nameof(ResourceKey.UserProcessingResultId), user.Id), others)
                    .ConfigureAwait(false)
            );
        return results;

        Task<List<TaskProcessingResult>> ResultsAsync(ResourceKey place, ODataQuery wanted) =>
            client
                .TaskProcessingResults.ListAsync(
                    ResourceCollection.TaskProcessingResults.ResolvePath(place, run.ApiVersion) with
                    {
                        IsPreview = run.IsPreview,
                    },
                    wanted,
                    silent,
                    cancellationToken
                )
                .ToListAsync(cancellationToken);
    }
}
