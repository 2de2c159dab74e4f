using LifecycleWorkflows.Graph.Reading;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class ParallelReadingTests
{
    private readonly List<int> _begun = [];
    private readonly Dictionary<int, TaskCompletionSource> _ends = Enumerable
        .Range(1, 6)
        .ToDictionary(number => number, _ => new TaskCompletionSource());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(6)]
    public async Task As_many_as_the_limit_are_under_way_and_no_more(int limit)
    {
        await using IAsyncEnumerator<int> results = Expand(
            ParallelReading.ToAsyncEnumerable(Enumerable.Range(1, 6)),
            limit
        );
        for (int taken = 0; taken < 6; taken++)
        {
            ValueTask<bool> next = results.MoveNextAsync();
            Assert.Equal(Math.Min(taken + limit, 6), _begun.Count);
            Assert.False(next.IsCompleted);
            _ends[taken + 1].SetResult();
            Assert.True(await Soon(next));
            Assert.Equal(taken + 1, results.Current);
        }
        Assert.False(await results.MoveNextAsync());
    }

    [Fact]
    public async Task Results_come_in_the_items_order_whichever_ends_first()
    {
        foreach (int number in (int[])[3, 2, 1])
            _ends[number].SetResult();
        Assert.Equal(
            [1, 2, 3],
            await AllAsync(ParallelReading.ToAsyncEnumerable([1, 2, 3]).ExpandAsync(2, BeginAsync, Token))
        );
    }

    [Fact]
    public async Task What_has_ended_comes_out_before_the_next_item_is_there()
    {
        TaskCompletionSource more = new();
        _ends[1].SetResult();
        await using IAsyncEnumerator<int> results = Expand(Items(), 6);
        Assert.True(await Soon(results.MoveNextAsync()));
        Assert.Equal(1, results.Current);
        more.SetResult();

        async IAsyncEnumerable<int> Items()
        {
            yield return 1;
            await more.Task;
        }
    }

    [Fact]
    public async Task Whoever_stops_ends_what_is_under_way_and_leaves_when_it_has_ended()
    {
        TaskCompletionSource cleaned = new();
        List<CancellationToken> tokens = [];
        IAsyncEnumerator<int> results = ParallelReading
            .ToAsyncEnumerable([1, 2])
            .ExpandAsync(
                2,
                async (number, token) =>
                {
                    tokens.Add(token);
                    if (number > 1)
                        await cleaned.Task;
                    return (IReadOnlyList<int>)[number, number];
                },
                Token
            )
            .GetAsyncEnumerator(Token);
        Assert.True(await results.MoveNextAsync());
        Assert.True(await results.MoveNextAsync());
        ValueTask<bool> third = results.MoveNextAsync();
        Assert.False(third.IsCompleted);
        cleaned.SetResult();
        Assert.True(await Soon(third));
        await results.DisposeAsync();
        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, token => Assert.True(token.IsCancellationRequested));
    }

    [Fact]
    public async Task Whoever_stops_early_waits_for_the_rest()
    {
        TaskCompletionSource cleaned = new();
        CancellationToken second = default;
        IAsyncEnumerator<int> results = ParallelReading
            .ToAsyncEnumerable([1, 2])
            .ExpandAsync(
                2,
                async (number, token) =>
                {
                    if (number == 1)
                        await Task.Yield();
                    else
                        (second, _) = (token, await cleaned.Task.ContinueWith(_ => 0, TaskScheduler.Default));
                    return (IReadOnlyList<int>)[number];
                },
                Token
            )
            .GetAsyncEnumerator(Token);
        Assert.True(await Soon(results.MoveNextAsync()));
        ValueTask disposal = results.DisposeAsync();
        Assert.False(disposal.IsCompleted);
        cleaned.SetResult();
        await disposal.AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.True(second.IsCancellationRequested);
    }

    [Fact]
    public async Task A_failure_ends_the_others()
    {
        CancellationToken other = default;
        TaskCompletionSource fails = new();
        Task<List<int>> all = AllAsync(
            ParallelReading
                .ToAsyncEnumerable([1, 2])
                .ExpandAsync(
                    2,
                    async (number, token) =>
                    {
                        if (number == 2)
                            other = token;
                        await (number == 1 ? fails.Task : Task.Delay(Timeout.Infinite, token));
                        return (IReadOnlyList<int>)[number];
                    },
                    Token
                )
        );
        fails.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => all.WaitAsync(TimeSpan.FromSeconds(20), Token));
        Assert.True(other.IsCancellationRequested);
    }

    private static Task<List<int>> AllAsync(IAsyncEnumerable<int> items) => ParallelReading.ToListAsync(items, Token);

    private IAsyncEnumerator<int> Expand(IAsyncEnumerable<int> items, int limit) =>
        items.ExpandAsync(limit, BeginAsync, Token).GetAsyncEnumerator(Token);

    private async Task<IReadOnlyList<int>> BeginAsync(int number, CancellationToken cancellationToken)
    {
        _begun.Add(number);
        await _ends[number].Task;
        return [number];
    }

    /// <summary>Fails where something would never come.</summary>
    private static Task<bool> Soon(ValueTask<bool> next) => next.AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token);
}
