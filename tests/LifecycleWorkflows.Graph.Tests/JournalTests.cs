using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class JournalTests : IDisposable
{
    private static readonly JournalJob Job = new("task processing results", "tenant", "graph.example", "v1.0");

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public async Task An_outcome_is_recalled_by_the_next_run_as_what_it_was()
    {
        using (Journal journal = new(_path, Job))
            await SendAsync(journal, "a", new(Settlement.ResumedAfterCheck, 2, TimeSpan.FromMilliseconds(31), "req", null));
        using Journal next = new(_path, Job);
        Settled known = next.Recall("a", "completed")!;
        Assert.Equal((Settlement.ResumedAfterCheck, 2, TimeSpan.FromMilliseconds(31), "req"), (known.Settlement, known.Attempts, known.Duration, known.RequestId));
        Assert.NotNull(known.NotedAt);
        Assert.Null(next.Recall("b", "Completed"));
    }

    [Fact]
    public async Task The_line_before_an_answer_stands_when_it_is_sent()
    {
        using Journal journal = new(_path, Job);
        string[] during = [];
        await journal.AccountAsync("a", "Completed", _ =>
        {
            journal.Dispose();
            during = File.ReadAllLines(_path);
            return Task.FromResult(Resumed);
        }, new Notices());
        Assert.Equal("""{"journal":"LifecycleWorkflows","format":1,"noun":"task processing results","tenant":"tenant","endpoint":"graph.example","apiVersion":"v1.0"}""", during[0]);
        Assert.EndsWith("""
            "item":"a","as":"Completed","state":"Sending"}
            """, during[1], StringComparison.Ordinal);
        Assert.Equal(2, during.Length);
    }

    [Fact]
    public async Task What_was_on_its_way_is_in_doubt_for_the_next_run_and_only_there()
    {
        using (Journal journal = new(_path, Job))
        {
            Task<Settled> first = journal.AccountAsync("a", "Completed", _ => throw new OperationCanceledException(), new Notices());
            await Assert.ThrowsAsync<OperationCanceledException>(() => first);
            Assert.False(await SendAsync(journal, "a", new(Settlement.Unknown, 1, TimeSpan.Zero, null, null)));
            Assert.True(await SendAsync(journal, "a", new(Settlement.Unknown, 1, TimeSpan.Zero, null, null)));
        }
        using (Journal journal = new(_path, Job))
        {
            Assert.Null(journal.Recall("a", "Completed"));
            Assert.True(await SendAsync(journal, "a", new(Settlement.Failed, 1, TimeSpan.Zero, null, null)));
            Assert.False(await SendAsync(journal, "a", Resumed));
        }
        using Journal last = new(_path, Job);
        Assert.Equal(Settlement.Resumed, last.Recall("a", "Completed")!.Settlement);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("long")]
    [InlineData("""{"at":"2026-11-22T08:00:00+00:00","item":"b","as":"Completed","state":"Resumed"}""")]
    public async Task A_last_line_without_an_end_is_dropped(string torn)
    {
        using (Journal journal = new(_path, Job))
            await SendAsync(journal, "a", Resumed);
        File.AppendAllText(_path, torn == "long" ? new string('x', 5000) : torn);
        using (Journal journal = new(_path, Job))
        {
            Assert.Null(journal.Recall("b", "Completed"));
            await SendAsync(journal, "c", Resumed);
        }
        using Journal next = new(_path, Job);
        Assert.NotNull(next.Recall("a", "Completed"));
        Assert.NotNull(next.Recall("c", "Completed"));
        next.Dispose();
        Assert.Equal(5, File.ReadAllLines(_path).Length);
    }

    [Fact]
    public async Task What_was_on_its_way_when_a_run_ended_is_in_doubt_for_the_next()
    {
        using (Journal journal = new(_path, Job))
            await Assert.ThrowsAsync<OperationCanceledException>(() => SendAsync(journal, "a", null));
        for (int run = 0; run < 2; run++)
        {
            using Journal journal = new(_path, Job);
            Assert.Null(journal.Recall("a", "Completed"));
            bool? wasInDoubt = null;
            await Assert.ThrowsAsync<OperationCanceledException>(() =>
                journal.AccountAsync("a", "Completed", isInDoubt =>
            {
                wasInDoubt = isInDoubt;
                throw new OperationCanceledException();
            }, new Notices()));
            Assert.True(wasInDoubt);
        }
        using Journal last = new(_path, Job);
        Assert.False(await SendAsync(last, "b", Resumed));
        Assert.True(await SendAsync(last, "a", Resumed));
        Assert.Equal(Settlement.Resumed, last.Recall("a", "Completed")!.Settlement);
    }

    [Theory]
    [InlineData(nameof(Settlement.Resumed), true, false)]
    [InlineData(nameof(Settlement.AlreadyDone), true, false)]
    [InlineData(nameof(Settlement.ResumedAfterCheck), true, false)]
    [InlineData(nameof(Settlement.Failed), false, false)]
    [InlineData(nameof(Settlement.Unknown), false, true)]
    [InlineData("Nonsense", false, false)]
    public async Task What_the_last_line_says_decides(string state, bool isDone, bool isInDoubt)
    {
        using (Journal journal = new(_path, Job))
            await SendAsync(journal, "a", Resumed);
        File.WriteAllText(
            _path, File.ReadAllText(_path).Replace("\"Resumed\"", $"\"{state}\"", StringComparison.Ordinal));
        using Journal next = new(_path, Job);
        Assert.Equal(isDone, next.Recall("a", "Completed") is not null);
        Assert.Equal(isInDoubt, await SendAsync(next, "a", Resumed));
    }

    [Fact]
    public async Task What_is_done_stays_done_whatever_is_noted_later()
    {
        using (Journal journal = new(_path, Job))
        {
            await SendAsync(journal, "a", Resumed);
            await SendAsync(journal, "a", new(Settlement.Failed, 1, TimeSpan.Zero, null, null));
            Assert.Equal(Settlement.Resumed, journal.Recall("a", "Completed")!.Settlement);
        }
        using Journal next = new(_path, Job);
        Assert.Equal(Settlement.Resumed, next.Recall("a", "COMPLETED")!.Settlement);
    }

    [Fact]
    public async Task However_a_journal_is_cut_its_whole_lines_count_and_no_others()
    {
        using (Journal journal = new(_path, Job))
        {
            foreach (string item in (string[])["a", "b"])
                await SendAsync(journal, item, Resumed);
        }
        string whole = File.ReadAllText(_path);
        for (int length = whole.Length; length >= """{"journal":"LifecycleWorkflows",""".Length; length--)
        {
            File.WriteAllText(_path, whole[..length]);
            int lines = whole[..length].Count(c => c == '\n');
            using (Journal cut = new(_path, Job))
            {
                Assert.Equal(
                    (lines > 2, lines > 4),
                    (cut.Recall("a", "Completed") is not null, cut.Recall("b", "Completed") is not null));
                Assert.Equal(lines == 4, await SendAsync(cut, "b", Resumed));
            }
            string kept = string.Concat(whole.Split('\n')[..lines].Select(line => line + "\n"));
            string now = File.ReadAllText(_path);
            Assert.StartsWith(kept, now, StringComparison.Ordinal);
            Assert.Equal(Math.Max(lines, 1) + 2, now.Count(c => c == '\n'));
            using Journal next = new(_path, Job);
            Assert.Equal(
                (lines > 2, true),
                (next.Recall("a", "Completed") is not null, next.Recall("b", "Completed") is not null));
        }
    }

    [Theory]
    [InlineData("access package assignment requests", "tenant", "graph.example", "v1.0")]
    [InlineData("task processing results", "other", "graph.example", "v1.0")]
    [InlineData("task processing results", null, "graph.example", "v1.0")]
    [InlineData("task processing results", "tenant", "graph.example:444", "v1.0")]
    [InlineData("task processing results", "tenant", "graph.example", "beta")]
    public async Task A_journal_of_another_job_is_refused_and_left_alone(string noun, string? tenant, string endpoint, string version)
    {
        using (Journal journal = new(_path, Job))
            await SendAsync(journal, "a", Resumed);
        string before = File.ReadAllText(_path);
        Assert.Equal(ErrorCondition.JournalMismatch, Assert.Throws<LifecycleWorkflowsException>(() => new Journal(_path, new(noun, tenant, endpoint, version))).Condition);
        Assert.Equal(before, File.ReadAllText(_path));
        using Journal again = new(_path, Job);
    }

    [Theory]
    [InlineData("{\"journal\":\"LifecycleWorkflows\",\"format\":2}\n", "format")]
    [InlineData("{\"journal\":\"LifecycleWorkflows\",\"format\":1,\"noun\":\"task processing results\",\"tenant\":\"tenant\",\"endpoint\":\"graph.example\",\"apiVersion\":\"v1.0\"}\nnonsense\n", "line 2")]
    [InlineData("Id,Name\n1,2\n", "it is none")]
    [InlineData("x", "it is none")]
    [InlineData("Id,Name,Department\n16e71b26-ebe6-5083-b539-bf226f56f02e,Adele Vance,Retail\n", "it is none")]
    [InlineData("null\n", "it is none")]
    [InlineData("{\"journal\":\"LifecycleWorkflows\",\"format\":\"x\"}\n", "line 1")]
    public void A_file_that_is_no_journal_is_refused_and_left_alone(string text, string reason)
    {
        File.WriteAllText(_path, text);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => new Journal(_path, Job));
        Assert.Equal(ErrorCondition.JournalMismatch, error.Condition);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_path));
    }

    [Fact]
    public async Task Another_status_for_an_item_is_a_mismatch()
    {
        using Journal journal = new(_path, Job);
        await SendAsync(journal, "a", new(Settlement.Failed, 1, TimeSpan.Zero, null, null));
        Assert.Equal(ErrorCondition.JournalMismatch, Assert.Throws<LifecycleWorkflowsException>(() => journal.Recall("a", "Failed")).Condition);
    }

    [Fact]
    public async Task Nobody_else_uses_a_journal_meanwhile()
    {
        using Journal journal = new(_path, Job);
        await SendAsync(journal, "a", Resumed);
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => new Journal(_path, Job));
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("another run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_runs_that_begin_at_once_do_not_share_a_new_journal()
    {
        using Journal one = new(_path, Job), other = new(_path, Job);
        await SendAsync(one, "a", Resumed);
        Settled refused = await other.AccountAsync("b", "Completed", _ => throw new InvalidOperationException("It was sent."), new Notices());
        Assert.Equal((Settlement.Failed, 0), (refused.Settlement, refused.Attempts));
    }

    [Fact]
    public void A_journal_that_notes_nothing_leaves_no_trace()
    {
        using (Journal journal = new(_path, Job))
            Assert.Null(journal.Recall("a", "Completed"));
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void A_folder_or_one_that_is_missing_is_refused() => Assert.All(
        [Path.GetTempPath(), Path.Combine(_path, "journal")],
        path => Assert.Contains("JournalPath", Assert.Throws<LifecycleWorkflowsException>(() => new Journal(path, Job)).Message, StringComparison.Ordinal));

    [Fact]
    public void What_a_path_lacks_is_said()
    {
        Assert.Contains("it is a folder", Refusal(Path.GetTempPath()), StringComparison.Ordinal);
        Assert.Contains("its folder does not exist", Refusal(Path.Combine(_path, "journal")), StringComparison.Ordinal);

        static string Refusal(string path) =>
            Assert.Throws<LifecycleWorkflowsException>(() => new Journal(path, Job)).Message;
    }

    [Fact]
    public async Task A_journal_that_was_refused_is_let_go()
    {
        using (Journal journal = new(_path, Job))
            await SendAsync(journal, "a", Resumed);
        for (int time = 0; time < 2; time++)
        {
            JournalJob other = Job with { Tenant = "other" };
            LifecycleWorkflowsException error =
                Assert.Throws<LifecycleWorkflowsException>(() => new Journal(_path, other));
            Assert.Equal(ErrorCondition.JournalMismatch, error.Condition);
        }
    }

    [Fact]
    public async Task What_cannot_be_noted_is_not_sent()
    {
        using Journal journal = new(_path, Job);
        await SendAsync(journal, "a", Resumed);
        journal.Dispose();
        Settled refused = await journal.AccountAsync("b", "Completed", _ => throw new InvalidOperationException("It was sent."), new Notices());
        Assert.Equal((Settlement.Failed, 0, ErrorCondition.InvalidRequest), (refused.Settlement, refused.Attempts, refused.Failure!.Condition));
        Assert.Contains("b was not sent, because the journal could not be written", refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_told_before_anything_is_sent()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("This system has no device that is always full.");
        using Journal journal = new("/dev/full", Job);
        Settled refused = await journal.AccountAsync("b", "Completed", _ => throw new InvalidOperationException("It was sent."), new Notices());
        Assert.Contains("No space left", refused.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_outcome_that_cannot_be_noted_is_told_and_stays_what_it_is()
    {
        using Journal journal = new(_path, Job);
        Notices notices = new();
        Settled settled = await journal.AccountAsync("a", "Completed", _ =>
        {
            journal.Dispose();
            return Task.FromResult(Resumed);
        }, notices);
        Assert.Equal(Settlement.Resumed, settled.Settlement);
        Assert.Contains("could not be noted", Assert.Single(notices.Warnings), StringComparison.Ordinal);
    }

    private static Settled Resumed => new(Settlement.Resumed, 1, TimeSpan.FromMilliseconds(5), "req", null);

    /// <summary>Sends an answer that ends so; null for one whose run ends first.</summary>
    private static async Task<bool> SendAsync(Journal journal, string item, Settled? settled)
    {
        bool wasInDoubt = false;
        await journal.AccountAsync(item, "Completed", isInDoubt =>
        {
            wasInDoubt = isInDoubt;
            return Task.FromResult(settled ?? throw new OperationCanceledException());
        }, new Notices());
        return wasInDoubt;
    }
}
