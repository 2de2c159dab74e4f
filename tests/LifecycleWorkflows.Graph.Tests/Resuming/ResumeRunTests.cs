using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>One item, one answer, whatever it is called and however often.</summary>
public sealed class ResumeRunTests
{
    private const string Guid = "9d903f8d-4f30-482f-9927-15f6dc48891d";

    private static readonly ResumeResult Resumed = new(
        ResumeStatus.Resumed,
        1,
        TimeSpan.FromMilliseconds(5),
        "req",
        null
    );

    [Theory]
    [InlineData(Guid, "9D903F8D-4F30-482F-9927-15F6DC48891D", true)]
    [InlineData(Guid, "9d903f8d4f30482f992715f6dc48891d", true)]
    [InlineData(Guid, "{9d903f8d-4f30-482f-9927-15f6dc48891d}", true)]
    [InlineData(Guid, "(9D903f8d-4f30-482f-9927-15f6dc48891d)", true)]
    [InlineData(Guid, "9d903f8d-4f30-482f-9927-15f6dc48891e", false)]
    [InlineData("w_638", "w_638", true)]
    [InlineData("w_638", "W_638", false)]
    [InlineData("w_638", "w_638 ", false)]
    public void An_item_is_its_id_as_a_GUID_where_it_is_one(string one, string other, bool isSame)
    {
        Assert.Equal(isSame, ResumedItem.OfResult(one) == ResumedItem.OfResult(other));
        Assert.Equal(isSame, ResumedItem.OfResult(one).Key == ResumedItem.OfResult(other).Key);
        Assert.Equal(isSame, ResumedItem.OfRequest("q", one).Key == ResumedItem.OfRequest("q", other).Key);
    }

    [Fact]
    public void An_item_is_its_kind_and_its_callout_too()
    {
        ResumedItem[] items =
        [
            ResumedItem.OfResult("a"),
            ResumedItem.OfRequest("a", null),
            ResumedItem.OfRequest("a", "b"),
            ResumedItem.OfRequest("a", "c"),
            ResumedItem.OfRequest("ab", null),
        ];
        Assert.Equal(items.Length, items.Select(item => item.Key).Distinct().Count());
        Assert.Equal(ResumedItem.OfRequest("a", null), ResumedItem.OfRequest("a", ""));
        Assert.Equal($"task processing result {Guid}", $"{ResumedItem.OfResult(Guid.ToUpperInvariant())}");
        Assert.Equal("access package assignment request a (callout b)", $"{items[2]}");
    }

    [Fact]
    public async Task A_second_mention_shares_the_outcome_that_is_still_on_its_way()
    {
        using ResumeRun run = new(null);
        TaskCompletionSource<ResumeResult> reply = new();
        Task<ResumeResult> first = SendAsync(run, "a", () => reply.Task);
        Task<ResumeResult>[] others = [Mention(run, "a")!, Mention(run, "a")!];
        Assert.DoesNotContain(others, other => other.IsCompleted);
        reply.SetResult(Resumed);
        Assert.False((await first).IsDuplicate);
        foreach (Task<ResumeResult> other in others)
        {
            ResumeResult settled = await other;
            Assert.Equal(
                (true, ResumeStatus.Resumed, "req", 0, TimeSpan.Zero),
                (settled.IsDuplicate, settled.Settlement, settled.RequestId, settled.Attempts, settled.Duration)
            );
        }
    }

    [Theory]
    [InlineData("req")]
    [InlineData(Guid)]
    [InlineData(null)]
    public async Task A_second_mention_shares_the_outcome_that_was(string? requestId)
    {
        using ResumeRun run = new(null);
        Notices notices = new();
        await SendAsync(run, "a", () => Task.FromResult(Resumed with { RequestId = requestId }));
        ResumeResult settled = await Mention(run, "a", notices: notices)!;
        Assert.Equal(
            (true, ResumeStatus.Resumed, requestId, null, null),
            (settled.IsDuplicate, settled.Settlement, settled.RequestId, settled.Error, settled.NotedAt)
        );
        Assert.Contains(
            "task processing result a: it was already in the input",
            Assert.Single(notices.Verbosities),
            StringComparison.Ordinal
        );
        Assert.Null(Mention(run, "b"));
    }

    [Theory]
    [InlineData(ErrorCondition.InvalidRequest)]
    [InlineData(ErrorCondition.PermissionDenied)]
    public async Task A_failure_is_shared_by_its_name_and_told_once(ErrorCondition condition)
    {
        using ResumeRun run = new(null);
        ResumeResult first = await SendAsync(
            run,
            "a",
            () => throw new LifecycleWorkflowsException(condition, "no", "nothing")
        );
        ResumeResult second = await Mention(run, "a")!;
        Assert.Equal((condition, null), (first.Failure!.Condition, second.Failure));
        Assert.Equal((ResumeStatus.Failed, condition), (second.Settlement, second.Error!.Value));
    }

    [Fact]
    public async Task A_second_mention_that_wants_something_else_is_an_error_and_changes_nothing()
    {
        using ResumeRun run = new(null);
        TaskCompletionSource<ResumeResult> reply = new();
        Task<ResumeResult> first = SendAsync(run, "a", () => reply.Task);
        LifecycleWorkflowsException error = Refused(run, "a", "Failed");
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("first as 'Completed' and now as 'Failed'", error.Message, StringComparison.Ordinal);
        reply.SetResult(Resumed);
        await first;
        Refused(run, "a", "Failed");
        Assert.NotNull(Mention(run, "a", "COMPLETED"));
    }

    [Fact]
    public void What_is_not_wanted_is_not_asked_for_again()
    {
        using ResumeRun run = new(null);
        FakeAnswer answer = new("a", () => Task.FromResult(Resumed));
        Assert.True(run.IsOpen(answer, new Notices(), out _));
        run.Decline(answer);
        Assert.False(run.IsOpen(answer, new Notices(), out Task<ResumeResult>? outcome));
        Assert.Null(outcome);
        Refused(run, "a", "Failed");
    }

    [Fact]
    public async Task What_is_broken_off_is_unknown_for_all_its_mentions()
    {
        using ResumeRun run = new(null);
        TaskCompletionSource<ResumeResult> reply = new();
        Task<ResumeResult> first = SendAsync(run, "a", () => reply.Task),
            second = Mention(run, "a")!;
        reply.SetCanceled(TestContext.Current.CancellationToken);
        Assert.Equal(
            (ResumeStatus.Unknown, 1, null),
            ((await first).Settlement, (await first).Attempts, (await first).Failure)
        );
        Assert.Equal((ResumeStatus.Unknown, 0), ((await second).Settlement, (await second).Attempts));
        Assert.Equal(ResumeStatus.Unknown, (await Mention(run, "a")!).Settlement);
    }

    private static Task<ResumeResult> SendAsync(ResumeRun run, string id, Func<Task<ResumeResult>> send) =>
        run.SendAsync(new FakeAnswer(id, send), new Notices(), TestContext.Current.CancellationToken);

    private static LifecycleWorkflowsException Refused(ResumeRun run, string id, string wish) =>
        Assert.Throws<LifecycleWorkflowsException>(() =>
        {
            _ = Mention(run, id, wish);
        });

    /// <summary>What a mention gets without sending anything; null when it is open.</summary>
    private static Task<ResumeResult>? Mention(
        ResumeRun run,
        string id,
        string wish = "Completed",
        Notices? notices = null
    ) =>
        run.IsOpen(
            new FakeAnswer(ResumedItem.OfResult(id), wish, _ => throw new InvalidOperationException("It was sent.")),
            notices ?? new(),
            out Task<ResumeResult>? outcome
        )
            ? null
            : outcome;
}
