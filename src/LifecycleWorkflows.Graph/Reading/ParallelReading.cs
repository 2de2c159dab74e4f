using System.Runtime.CompilerServices;

namespace LifecycleWorkflows.Graph.Reading;

/// <summary>Work on many items at once, a bounded number of them, with results in the items' order.</summary>
internal static class ParallelReading
{
    public static async IAsyncEnumerable<TResult> ExpandAsync<TItem, TResult>(
        this IAsyncEnumerable<TItem> items,
        int limit,
        Func<TItem, CancellationToken, Task<IReadOnlyList<TResult>>> expand,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Queue<Task<IReadOnlyList<TResult>>> running = [];
        try
        {
            await foreach (TItem item in items.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                running.Enqueue(expand(item, stop.Token));
                while (
                    running.Count >= limit
                    || (running.TryPeek(out Task<IReadOnlyList<TResult>>? oldest) && oldest.IsCompleted)
                )
                {
                    foreach (TResult result in await running.Dequeue().ConfigureAwait(false))
                        yield return result;
                }
            }
            while (running.TryDequeue(out Task<IReadOnlyList<TResult>>? oldest))
            {
                foreach (TResult result in await oldest.ConfigureAwait(false))
                    yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Items that come one by one, as pieces.</summary>
    public static async IAsyncEnumerable<List<T>> ToPagesAsync<T>(this IAsyncEnumerable<T> items)
    {
        await foreach (T item in items.ConfigureAwait(false))
            yield return [item];
    }

    public static async IAsyncEnumerable<T> ToAsyncEnumerable<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
            yield return item;
        await Task.CompletedTask.ConfigureAwait(false);
    }

    public static async Task<List<T>> ToListAsync<T>(
        this IAsyncEnumerable<T> items,
        CancellationToken cancellationToken
    )
    {
        List<T> list = [];
        await foreach (T item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
            list.Add(item);
        return list;
    }
}
