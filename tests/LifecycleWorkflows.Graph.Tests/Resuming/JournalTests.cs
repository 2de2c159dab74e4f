using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Resuming.Journaling;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class JournalTests : IDisposable
{
    private static readonly JournalHeader Job = new("task processing results", "tenant", "graph.example", "v1.0");

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jsonl");

    private readonly StandingClock _clock = new();

    public void Dispose()
    {
        File.Delete(_path);
        _clock.Dispose();
    }

    [Fact]
    public async Task An_outcome_is_recalled_by_the_next_run_as_what_it_was()
    {
        using (ResumeRun journal = Open())
            await SendAsync(
                journal,
                "a",
                new(ResumeStatus.ResumedAfterCheck, 2, TimeSpan.FromMilliseconds(31), "req", null)
            );
        using ResumeRun next = Open();
        ResumeResult known = Recall(next, "a", "completed")!;
        Assert.Equal(
            (ResumeStatus.ResumedAfterCheck, 2, TimeSpan.FromMilliseconds(31), "req"),
            (known.Settlement, known.Attempts, known.Duration, known.RequestId)
        );
        Assert.NotNull(known.NotedAt);
        Assert.Null(Recall(next, "b", "Completed"));
    }

    [Fact]
    public async Task The_line_before_an_answer_stands_when_it_is_sent()
    {
        using ResumeRun run = Open();
        string[] during = [];
        await run.SendAsync(
            new FakeAnswer(
                "a",
                () =>
                {
                    run.Dispose();
                    during = File.ReadAllLines(_path);
                    return Task.FromResult(Resumed);
                }
            ),
            new Notices(),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            """{"journal":"LifecycleWorkflows","format":2,"noun":"task processing """
                + """results","tenant":"tenant","endpoint":"graph.example","apiVersion":"v1.0"}""",
            during[0]
        );
        Assert.Equal("""{"at":"2026-11-22T08:00:00+00:00","id":"a","as":"Completed","state":"Sending"}""", during[1]);
        Assert.Equal(2, during.Length);
    }

    [Fact]
    public async Task What_was_on_its_way_is_in_doubt_for_the_next_run_since_it_was_sent()
    {
        using (ResumeRun run = Open())
            await SendAsync(run, "a", null);
        DateTimeOffset sent = _clock.GetUtcNow();
        _clock.Move(60);
        using (ResumeRun run = Open())
        {
            Assert.Null(Recall(run, "a"));
            Assert.Equal(sent, await SendAsync(run, "a", new(ResumeStatus.Failed, 1, TimeSpan.Zero, null, null)));
        }
        using (ResumeRun run = Open())
            Assert.Null(await SendAsync(run, "a", Resumed));
        using ResumeRun last = Open();
        Assert.Equal(ResumeStatus.Resumed, Recall(last, "a")!.Settlement);
    }

    [Theory]
    [InlineData(0, nameof(ResumeStatus.Failed))]
    [InlineData(1, nameof(ResumeStatus.Unknown))]
    public async Task What_is_broken_off_is_in_doubt_if_it_had_left(int attempts, string settlement)
    {
        using (ResumeRun run = Open())
        {
            FakeAnswer stopped = new(
                "a",
                () => throw new CallCanceledException(attempts, TestContext.Current.CancellationToken)
            );
            ResumeResult settled = await run.SendAsync(stopped, new Notices(), TestContext.Current.CancellationToken);
            Assert.Equal((settlement, attempts), ($"{settled.Settlement}", settled.Attempts));
        }
        using ResumeRun next = Open();
        Assert.Equal(attempts > 0, await SendAsync(next, "a", Resumed) is not null);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 60)]
    public async Task Doubt_counts_from_the_last_time_that_it_was_sent_and_not_from_a_look(bool isSentAgain, int since)
    {
        ResumeResult unknown = new(ResumeStatus.Unknown, 1, TimeSpan.Zero, null, null);
        DateTimeOffset start = _clock.GetUtcNow();
        using (ResumeRun run = Open())
            await SendAsync(run, "a", unknown);
        _clock.Move(60);
        using (ResumeRun run = Open())
            await run.SendAsync(
                isSentAgain ? new FakeAnswer("a", () => Task.FromResult(unknown)) : new Look("a", unknown),
                new Notices(),
                TestContext.Current.CancellationToken
            );
        _clock.Move(60);
        using ResumeRun last = Open();
        Assert.Equal(start.AddSeconds(since), await SendAsync(last, "a", Resumed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("long")]
    [InlineData("""{"at":"2026-11-22T08:00:00+00:00","item":"b","as":"Completed","state":"Resumed"}""")]
    public async Task A_last_line_without_an_end_is_dropped(string torn)
    {
        using (ResumeRun journal = Open())
            await SendAsync(journal, "a", Resumed);
        File.AppendAllText(_path, torn);
        using (ResumeRun journal = Open())
        {
            Assert.Null(Recall(journal, "b", "Completed"));
            await SendAsync(journal, "c", Resumed);
        }
        using ResumeRun next = Open();
        Assert.NotNull(Recall(next, "a", "Completed"));
        Assert.NotNull(Recall(next, "c", "Completed"));
        next.Dispose();
        Assert.Equal(5, File.ReadAllLines(_path).Length);
    }

    [Fact]
    public async Task What_was_on_its_way_when_a_run_ended_is_in_doubt_for_every_run_until_one_knows()
    {
        for (int run = 0; run < 3; run++)
        {
            using ResumeRun journal = Open();
            Assert.Null(Recall(journal, "a"));
            Assert.Equal(run > 0, await SendAsync(journal, "a", null) is not null);
        }
        using ResumeRun last = Open();
        Assert.Null(await SendAsync(last, "b", Resumed));
        Assert.NotNull(await SendAsync(last, "a", Resumed));
    }

    [Theory]
    [InlineData(nameof(ResumeStatus.Resumed), true, false)]
    [InlineData(nameof(ResumeStatus.AlreadyDone), true, false)]
    [InlineData(nameof(ResumeStatus.ResumedAfterCheck), true, false)]
    [InlineData(nameof(ResumeStatus.Failed), false, false)]
    [InlineData(nameof(ResumeStatus.Unknown), false, true)]
    [InlineData("Nonsense", false, true)]
    public async Task What_the_last_line_says_decides(string state, bool isDone, bool isInDoubt)
    {
        using (ResumeRun journal = Open())
            await SendAsync(journal, "a", Resumed);
        File.WriteAllText(
            _path,
            File.ReadAllText(_path).Replace("\"Resumed\"", $"\"{state}\"", StringComparison.Ordinal)
        );
        using ResumeRun next = Open();
        Assert.Equal(isDone, Recall(next, "a") is not null);
        using ResumeRun other = Reopen(next);
        Assert.Equal(isInDoubt, await SendAsync(other, "a", Resumed) is not null);
    }

    [Fact]
    public async Task What_is_done_stays_done_whatever_is_noted_later()
    {
        using (ResumeRun run = Open())
            await SendAsync(run, "a", Resumed);
        string[] lines = File.ReadAllLines(_path);
        File.AppendAllLines(_path, [lines[1], lines[2].Replace("Resumed", "Failed", StringComparison.Ordinal)]);
        using ResumeRun next = Open();
        Assert.Equal(ResumeStatus.Resumed, Recall(next, "a", "COMPLETED")!.Settlement);
    }

    [Fact]
    public async Task However_a_journal_is_cut_its_whole_lines_count_and_no_others()
    {
        using (ResumeRun journal = Open())
        {
            foreach (string item in (string[])["a", "b"])
                await SendAsync(journal, item, Resumed);
        }
        string whole = File.ReadAllText(_path);
        for (int length = whole.Length; length >= """{"journal":"LifecycleWorkflows",""".Length; length--)
        {
            File.WriteAllText(_path, whole[..length]);
            int lines = whole[..length].Count(c => c == '\n');
            using (ResumeRun cut = Open())
            {
                Assert.Equal(
                    (lines > 2, lines > 4),
                    (Recall(cut, "a", "Completed") is not null, Recall(cut, "b", "Completed") is not null)
                );
                Assert.Equal(lines == 4, await SendAsync(cut, "b", Resumed) is not null);
            }
            string kept = string.Concat(whole.Split('\n')[..lines].Select(line => line + "\n"));
            string now = File.ReadAllText(_path);
            Assert.StartsWith(kept, now, StringComparison.Ordinal);
            Assert.Equal(Math.Max(lines, 1) + 2, now.Count(c => c == '\n'));
            using ResumeRun next = Open();
            Assert.Equal(
                (lines > 2, true),
                (Recall(next, "a", "Completed") is not null, Recall(next, "b", "Completed") is not null)
            );
        }
    }

    [Theory]
    [InlineData("access package assignment requests", "tenant", "graph.example", "v1.0")]
    [InlineData("task processing results", "other", "graph.example", "v1.0")]
    [InlineData("task processing results", null, "graph.example", "v1.0")]
    [InlineData("task processing results", "tenant", "graph.example:444", "v1.0")]
    [InlineData("task processing results", "tenant", "graph.example", "beta")]
    public async Task A_journal_of_another_job_is_refused_and_left_alone(
        string noun,
        string? tenant,
        string endpoint,
        string version
    )
    {
        using (ResumeRun journal = Open())
            await SendAsync(journal, "a", Resumed);
        string before = File.ReadAllText(_path);
        Assert.Equal(
            ErrorCondition.JournalMismatch,
            Assert.Throws<LifecycleWorkflowsException>(() => Open(new(noun, tenant, endpoint, version))).Condition
        );
        Assert.Equal(before, File.ReadAllText(_path));
        using ResumeRun again = Open();
    }

    [Theory]
    [InlineData("{\"journal\":\"LifecycleWorkflows\",\"format\":3}\n", "format")]
    [InlineData(
        "{\"journal\":\"LifecycleWorkflows\",\"format\":1,\"noun\":\"task processing results\","
            + "\"tenant\":\"tenant\",\"endpoint\":\"graph.example\",\"apiVersion\":\"v1.0\"}\nnonsense\n",
        "line 2"
    )]
    [InlineData("Id,Name\n1,2\n", "it doesn't begin like a journal")]
    [InlineData("x", "it doesn't begin like a journal")]
    [InlineData(
        "Id,Name,Department\n16e71b26-ebe6-5083-b539-bf226f56f02e,Adele Vance,Retail\n",
        "it doesn't begin like a journal"
    )]
    [InlineData("null\n", "it doesn't begin like a journal")]
    [InlineData("{\"journal\":\"LifecycleWorkflows\",\"format\":\"x\"}\n", "line 1")]
    public void A_file_that_is_no_journal_is_refused_and_left_alone(string text, string reason)
    {
        File.WriteAllText(_path, text);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Open());
        Assert.Equal(ErrorCondition.JournalMismatch, error.Condition);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_path));
    }

    [Fact]
    public async Task Another_status_for_an_item_than_an_earlier_run_had_is_a_mismatch()
    {
        using (ResumeRun run = Open())
            await SendAsync(run, "a", new(ResumeStatus.Failed, 1, TimeSpan.Zero, null, null));
        using ResumeRun next = Open();
        Assert.Equal(
            ErrorCondition.JournalMismatch,
            Assert.Throws<LifecycleWorkflowsException>(() => Recall(next, "a", "Failed")).Condition
        );
    }

    [Theory]
    [InlineData(
        "identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/"
            + "taskProcessingResults/9D903F8D-4f30-482f-9927-15f6dc48891d",
        "9d903f8d-4f30-482f-9927-15f6dc48891d"
    )]
    [InlineData(
        "identityGovernance/lifecycleWorkflows/workflows/w/runs/r/userProcessingResults/u/taskProcessingResults/a%2Fb",
        "a/b"
    )]
    [InlineData(
        "identityGovernance/lifecycleWorkflows/deletedItems/workflows/w/runs/r/"
            + "userProcessingResults/u/taskProcessingResults/o/task/taskProcessingResults/a",
        "a"
    )]
    public async Task A_journal_of_the_first_format_is_gone_on_with(string path, string id)
    {
        File.WriteAllText(
            _path,
            $$"""
            {"journal":"LifecycleWorkflows","format":1,"noun":"task processing results","tenant":"tenant","endpoint":"graph.example","apiVersion":"v1.0"}
            {"at":"2026-11-22T07:00:00+00:00","item":"{{path}}","as":"Completed","state":"Sending"}
            {"at":"2026-11-22T07:00:01+00:00","item":"{{path}}","as":"Completed","state":"Resumed","attempts":1,"milliseconds":5,"requestId":"req"}

            """.ReplaceLineEndings("\n")
        );
        using (ResumeRun run = Open())
        {
            Assert.Equal((ResumeStatus.Resumed, "req"), (Recall(run, id)!.Settlement, Recall(run, id)!.RequestId));
            await SendAsync(run, "new", Resumed);
        }
        using ResumeRun next = Open();
        Assert.NotNull(Recall(next, id));
        Assert.NotNull(Recall(next, "new"));
    }

    [Fact]
    public void A_denial_in_a_journal_of_the_first_format_is_one_at_whatever_stage()
    {
        File.WriteAllText(
            _path,
            """
            {"journal":"LifecycleWorkflows","format":1,"noun":"access package assignment requests","tenant":"tenant","endpoint":"graph.example","apiVersion":"v1.0"}
            {"at":"2026-11-22T07:00:01+00:00","item":"identityGovernance/entitlementManagement/assignmentRequests/q/i","as":"Denied","state":"Resumed"}
            {"at":"2026-11-22T07:00:01+00:00","item":"identityGovernance/entitlementManagement/accessPackageAssignments/a/accessPackageAssignmentRequests/r","as":"","state":"Sending"}

            """.ReplaceLineEndings("\n")
        );
        using ResumeRun run = Open(Job with { Noun = "access package assignment requests" });
        Assert.True(IsOpen(run, ResumedItem.OfRequest("q", "j"), "Denied at assignmentRequestCreated"));
        Assert.False(IsOpen(run, ResumedItem.OfRequest("q", "i"), "Denied at assignmentRequestCreated"));
        Assert.Throws<LifecycleWorkflowsException>(() =>
            IsOpen(run, ResumedItem.OfRequest("q", "i"), "assignmentRequestCreated")
        );
        Assert.Throws<LifecycleWorkflowsException>(() =>
            IsOpen(run, ResumedItem.OfRequest("r", null), "assignmentRequestCreated")
        );
        Assert.True(IsOpen(run, ResumedItem.OfRequest("r", null), ""));

        static bool IsOpen(ResumeRun run, ResumedItem item, string wish) =>
            run.IsOpen(new FakeAnswer(item, wish, _ => null!), new Notices(), out Task<ResumeResult>? _);
    }

    [Theory]
    [InlineData(
        """{"at":"2026-11-22T07:00:01+00:00","item":"identityGovernance/"""
            + """lifecycleWorkflows/workflows/w","as":"Completed","state":"Resumed"}"""
    )]
    [InlineData("""{"at":"2026-11-22T07:00:01+00:00","item":"a","as":"Completed","state":"Resumed"}""")]
    [InlineData("""{"at":"2026-11-22T07:00:01+00:00","as":"Completed","state":"Resumed"}""")]
    [InlineData("""{"at":"2026-11-22T07:00:01+00:00","id":"a","state":"Resumed"}""")]
    [InlineData("""{"at":"2026-11-22T07:00:01+00:00","id":"a","as":"Completed"}""")]
    [InlineData("null")]
    public async Task A_line_that_tells_of_no_item_makes_it_no_journal(string line)
    {
        using (ResumeRun run = Open())
            await SendAsync(run, "a", Resumed);
        File.AppendAllText(_path, line + "\n");
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Open());
        Assert.Equal(ErrorCondition.JournalMismatch, error.Condition);
        Assert.Contains("line 4", error.Message, StringComparison.Ordinal);
        File.Delete(_path);
    }

    [Fact]
    public async Task Nobody_else_uses_a_journal_meanwhile()
    {
        using ResumeRun journal = Open();
        await SendAsync(journal, "a", Resumed);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Open());
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("another command", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_that_begin_at_once_do_not_share_a_new_journal()
    {
        using ResumeRun one = Open(),
            other = Open();
        await SendAsync(one, "a", Resumed);
        ResumeResult refused = await RefusedAsync(other, "b");
        Assert.Equal((ResumeStatus.Failed, 0), (refused.Settlement, refused.Attempts));
    }

    [Fact]
    public void A_journal_that_notes_nothing_leaves_no_trace()
    {
        using (ResumeRun journal = Open())
            Assert.Null(Recall(journal, "a", "Completed"));
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void A_folder_or_one_that_is_missing_is_refused() =>
        Assert.All(
            [Path.GetTempPath(), Path.Combine(_path, "journal")],
            path =>
                Assert.Contains(
                    "JournalPath",
                    Assert.Throws<LifecycleWorkflowsException>(() => new Journal(path, Job)).Message,
                    StringComparison.Ordinal
                )
        );

    [Fact]
    public void What_a_path_lacks_is_said()
    {
        Assert.Contains("it's a folder", Refusal(Path.GetTempPath()), StringComparison.Ordinal);
        Assert.Contains("its folder doesn't exist", Refusal(Path.Combine(_path, "journal")), StringComparison.Ordinal);

        static string Refusal(string path) =>
            Assert.Throws<LifecycleWorkflowsException>(() => new Journal(path, Job)).Message;
    }

    [Fact]
    public async Task A_journal_that_was_refused_is_let_go()
    {
        using (ResumeRun journal = Open())
            await SendAsync(journal, "a", Resumed);
        for (int time = 0; time < 2; time++)
        {
            JournalHeader other = Job with { Tenant = "other" };
            LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Open(other));
            Assert.Equal(ErrorCondition.JournalMismatch, error.Condition);
        }
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_sent()
    {
        using ResumeRun journal = Open();
        await SendAsync(journal, "a", Resumed);
        journal.Dispose();
        ResumeResult refused = await RefusedAsync(journal, "b");
        Assert.Equal(
            (ResumeStatus.Failed, 0, ErrorCondition.InvalidRequest),
            (refused.Settlement, refused.Attempts, refused.Failure!.Condition)
        );
        Assert.Contains(
            "The callback for the task processing result b wasn't sent because the journal couldn't be written",
            refused.Failure.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_full_disk_is_told_before_anything_is_sent()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("This system has no device that is always full.");
        using ResumeRun journal = new(new Journal("/dev/full", Job));
        ResumeResult refused = await RefusedAsync(journal, "b");
        Assert.Contains("No space left", refused.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_noted_is_told_and_stays_what_it_is()
    {
        using ResumeRun journal = Open();
        Notices notices = new();
        ResumeResult settled = await journal.SendAsync(
            new FakeAnswer(
                "a",
                () =>
                {
                    journal.Dispose();
                    return Task.FromResult(Resumed);
                }
            ),
            notices,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(ResumeStatus.Resumed, settled.Settlement);
        Assert.Contains("couldn't be recorded", Assert.Single(notices.Warnings), StringComparison.Ordinal);
    }

    private static ResumeResult Resumed => new(ResumeStatus.Resumed, 1, TimeSpan.FromMilliseconds(5), "req", null);

    private ResumeRun Open(JournalHeader? job = null) => new(new Journal(_path, job ?? Job), _clock);

    private ResumeRun Reopen(ResumeRun run)
    {
        run.Dispose();
        return Open();
    }

    private static ResumeResult? Recall(ResumeRun run, string id, string wish = "Completed") =>
        run.IsOpen(
            new FakeAnswer(ResumedItem.OfResult(id), wish, _ => null!),
            new Notices(),
            out Task<ResumeResult>? outcome
        )
            ? null
            : outcome!.Result;

    private static Task<ResumeResult> RefusedAsync(ResumeRun run, string id) =>
        run.SendAsync(
            new FakeAnswer(id, () => throw new InvalidOperationException("It was sent.")),
            new Notices(),
            TestContext.Current.CancellationToken
        );

    /// <summary>Sends an answer that ends so; null for one whose run ends first.</summary>
    /// <returns>Since when it was in doubt.</returns>
    private static async Task<DateTimeOffset?> SendAsync(ResumeRun run, string id, ResumeResult? settled)
    {
        DateTimeOffset? since = null;
        await run.SendAsync(
            new FakeAnswer(
                ResumedItem.OfResult(id),
                "Completed",
                inDoubtSince =>
                {
                    since = inDoubtSince;
                    return Task.FromResult(settled ?? throw new OperationCanceledException());
                }
            ),
            new Notices(),
            TestContext.Current.CancellationToken
        );
        return since;
    }

    /// <summary>Looks, and sends nothing.</summary>
    private sealed class Look(string id, ResumeResult settled) : IResumeRequest
    {
        public ResumedItem Item => ResumedItem.OfResult(id);

        public string Wish => "Completed";

        public Task<ResumeResult> SendAsync(
            DateTimeOffset? inDoubtSince,
            Action? announce,
            IOperationHost notices,
            CancellationToken cancellationToken
        ) => Task.FromResult(settled);
    }
}
