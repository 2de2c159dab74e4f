namespace LifecycleWorkflows.Graph.Searching;

/// <summary>An item that a search found, or why it couldn't continue.</summary>
internal readonly record struct ItemResult<T>(T? Item, LifecycleWorkflowsException? Failure)
    where T : class;

/// <summary>Creates results of work that can fail for one item only.</summary>
internal static class ItemResult
{
    /// <summary>Captures an error that concerns only one workflow or run, so that the search continues.</summary>
    public static async Task<IReadOnlyList<ItemResult<T>>> CaptureAsync<T>(Func<Task<IReadOnlyList<T>>> work)
        where T : class
    {
        try
        {
            return [.. (await work().ConfigureAwait(false)).Select(item => new ItemResult<T>(item, null))];
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
}
