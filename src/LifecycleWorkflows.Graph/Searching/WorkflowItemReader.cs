using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Reads one kind of items of all workflows. If a workflow can't be read, the others still are.</summary>
internal sealed class WorkflowItemReader<T>(
    LifecycleWorkflowsClient client,
    ResourceReader<T> reader,
    ResourceCollection collection
)
    where T : PlacedResource
{
    private const int UsualLimit = 8;

    /// <summary>Reads the items, workflow by workflow. If they're sorted, they're sorted on this computer.</summary>
    public async IAsyncEnumerable<ItemResult<T>> ListAsync(
        bool deleted,
        string apiVersion,
        ODataQuery query,
        IOperationHost notices,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        ClientSideComparer? order = query.OrderBy is null
            ? null
            : ClientSideComparer.Of(query.OrderBy, typeof(T))
                ?? throw Errors.ParameterInvalid(
                    "OrderBy",
                    "items of several workflows are sorted on this computer,"
                        + " which is possible only by properties of the output objects",
                    "Sort by such a property, or specify -Workflow."
                );
        ODataQuery ofWorkflow = order is null ? query : query with { Select = null };
        IAsyncEnumerable<ItemResult<T>> found = client
            .Workflows.ListAsync(
                ResourceCollection.Workflows.ResolvePath(new() { Deleted = deleted }, apiVersion),
                ODataQuery.All,
                notices,
                cancellationToken
            )
            .ExpandAsync(
                UsualLimit,
                (workflow, token) => ListOfAsync(workflow, ofWorkflow, notices, token),
                cancellationToken
            );
        if (order is not null)
        {
            List<ItemResult<T>> all = await found.ToListAsync(cancellationToken).ConfigureAwait(false);
            IEnumerable<T> items = all.Select(each => each.Item).OfType<T>().Order<T>(order);
            found = ParallelReading.ToAsyncEnumerable(
                all.Where(each => each.Failure is not null).Concat(items.Select(item => new ItemResult<T>(item, null)))
            );
        }
        await foreach (ItemResult<T> each in found.ConfigureAwait(false))
            yield return each;
    }

    private async Task<IReadOnlyList<ItemResult<T>>> ListOfAsync(
        Workflow workflow,
        ODataQuery query,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResourceKey ids = workflow.Origin.Ids.With(nameof(ResourceKey.WorkflowId), workflow.Id);
        IReadOnlyList<ItemResult<T>> found = await ItemResult
            .CaptureAsync<T>(async () =>
                await reader
                    .ListAsync(
                        collection.ResolvePath(ids, workflow.ApiVersion),
                        query,
                        new WithoutProgress(notices),
                        cancellationToken
                    )
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        // Words of the user that one workflow refuses, all refuse.
        if (query.HasUserOptions && found is [{ Failure: { Condition: ErrorCondition.InvalidRequest } failure }])
            throw failure;
        return found;
    }
}
