namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Something that a walk came across, or why it could not go on there.</summary>
internal readonly record struct ItemResult<T>(T? Item, LifecycleWorkflowsException? Failure)
    where T : class;

/// <summary>Makes results of work that may fail for one item alone.</summary>
internal static class ItemResult
{
    /// <summary>A failure that concerns one workflow or run alone does not end the walk.</summary>
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
