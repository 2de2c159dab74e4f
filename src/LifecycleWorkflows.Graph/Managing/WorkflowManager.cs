using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Managing;

/// <summary>
/// Finds workflows and changes them. A change that may have been lost is looked for before it counts as failed, or is
/// sent a second time.
/// </summary>
internal sealed class WorkflowManager(Workflows workflows, IOperationHost host)
{
    private const int MostSendings = 2;

    /// <summary>Reads a workflow where it must be.</summary>
    /// <param name="id">The ID of the workflow.</param>
    /// <param name="collection">Where it must be: the workflows, or the deleted ones.</param>
    /// <param name="remedy">What to do if it's in the other place.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LifecycleWorkflowsException">It isn't there. The error says whether it's in the other place.</exception>
    public async Task<Workflow> FindAsync(
        string id,
        ResourcePath collection,
        string remedy,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ReadAsync(id, collection, cancellationToken).ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException failure) when (failure.Condition == ErrorCondition.NotFound)
        {
            Workflow? other = await TryReadAsync(id, Opposite(collection), cancellationToken).ConfigureAwait(false);
            if (other is null)
                throw;
            throw Errors.WorkflowElsewhere(WorkflowChange.NameOf(other), other.Deleted, remedy);
        }
    }

    /// <summary>Says of a name that no workflow has whether one has it in the other place.</summary>
    /// <exception cref="LifecycleWorkflowsException">One has it.</exception>
    public async Task RequireNotElsewhereAsync(
        string name,
        bool deleted,
        string apiVersion,
        string remedy,
        CancellationToken cancellationToken
    )
    {
        ResourcePath other = ResourceCollection.Workflows.ResolvePath(new() { Deleted = !deleted }, apiVersion);
        await foreach (
            Workflow workflow in workflows
                .ListAsync(other, ODataQuery.All, host, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (name.Equals(workflow.DisplayName, StringComparison.OrdinalIgnoreCase))
                throw Errors.WorkflowElsewhere(WorkflowChange.NameOf(workflow), workflow.Deleted, remedy);
        }
    }

    /// <summary>Makes a change, at most once, or as often as it takes if a second time changes nothing.</summary>
    /// <returns>Whether the response was lost, and only a check showed that the change was made.</returns>
    public async Task<bool> ChangeAsync(Workflow workflow, WorkflowChange change, CancellationToken cancellationToken)
    {
        ResourcePath path = workflow.Origin.Item(nameof(Workflow.WorkflowId), workflow.Id);
        for (int sendings = 1; ; sendings++)
        {
            GraphRequest request = change.Request(workflows, workflow, path);
            try
            {
                await workflows.SendAsync(request, host, cancellationToken).ConfigureAwait(false);
                return sendings > 1;
            }
            catch (LifecycleWorkflowsException failure) when (failure.MayHaveSucceeded || IsSecond(failure, sendings))
            {
                if (await IsMadeAsync(workflow, change, failure, cancellationToken).ConfigureAwait(false))
                    return true;
                if (!failure.MayHaveSucceeded)
                    throw;
                if (request.IsRepeatable || sendings == MostSendings)
                    throw Errors.ChangeInDoubt(failure);
                host.Verbose(
                    $"{request.Label}: the response was lost, and the workflow is unchanged. It's sent again."
                );
            }
        }
    }

    /// <summary>Reads a workflow after a change.</summary>
    public Task<Workflow> ReadAfterAsync(
        Workflow workflow,
        WorkflowChange change,
        CancellationToken cancellationToken
    ) => ReadAsync(workflow.Id, After(workflow, change), cancellationToken);

    /// <summary>Whether a refusal can be the consequence of the same request, sent before.</summary>
    private static bool IsSecond(LifecycleWorkflowsException failure, int sendings) =>
        sendings > 1 || failure.Attempts > 1;

    private static ResourcePath After(Workflow workflow, WorkflowChange change) =>
        change.LeavesDeleted == workflow.Deleted ? workflow.Origin : Opposite(workflow.Origin);

    private static ResourcePath Opposite(ResourcePath collection) =>
        ResourceCollection.Workflows.ResolvePath(new() { Deleted = !collection.Ids.Deleted }, collection.ApiVersion);

    /// <summary>Looks whether a change was made, with growing pauses if it can take a while to show.</summary>
    private async Task<bool> IsMadeAsync(
        Workflow workflow,
        WorkflowChange change,
        LifecycleWorkflowsException failure,
        CancellationToken cancellationToken
    )
    {
        (RetryPolicy retry, TimeProvider clock) = workflows.Patience;
        TimeSpan limit = failure.MayHaveSucceeded ? retry.SettleTimeout : TimeSpan.Zero;
        long start = clock.GetTimestamp();
        for (int looks = 1; ; looks++)
        {
            bool isLast = clock.GetElapsedTime(start) >= limit;
            if (await ShowsAsync(workflow, change, cancellationToken).ConfigureAwait(false))
                return true;
            if (isLast)
                return false;
            TimeSpan pause = retry.PauseBeforeLook(looks, clock.GetElapsedTime(start));
            await Task.Delay(pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> ShowsAsync(Workflow workflow, WorkflowChange change, CancellationToken cancellationToken)
    {
        try
        {
            Workflow? seen = await TryReadAsync(workflow.Id, After(workflow, change), cancellationToken)
                .ConfigureAwait(false);
            if (change.IsPermanent)
                return seen is null;
            return seen is not null && (seen.Deleted != workflow.Deleted || change.IsDone(seen));
        }
        catch (LifecycleWorkflowsException)
        {
            // What can't be read shows nothing. The failure of the change itself is told.
            return false;
        }
    }

    private async Task<Workflow?> TryReadAsync(string id, ResourcePath collection, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(id, collection, cancellationToken).ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException failure) when (failure.Condition == ErrorCondition.NotFound)
        {
            return null;
        }
    }

    private Task<Workflow> ReadAsync(string id, ResourcePath collection, CancellationToken cancellationToken) =>
        workflows.GetAsync(collection, nameof(Workflow.WorkflowId), id, ODataQuery.All, host, cancellationToken);
}
