using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resuming.Journaling;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>
/// The answers of one run. Each item is answered once, however often it is mentioned: a second mention shares the first
/// one's outcome, whether that is still on its way, has ended, or was noted in the journal by an earlier run. Safe to
/// use from several threads.
/// </summary>
internal sealed class ResumeRun : IDisposable
{
    private readonly Journal? _journal;
    private readonly TimeProvider _clock;
    private readonly Dictionary<Guid, KnownResume> _known = [];
    private readonly Dictionary<string, string> _wishes = [];

    /// <summary>Items of which a callout was answered, or is about to be, each as if that had not been told.</summary>
    private readonly HashSet<Guid> _answeredByCallout = [];

    /// <param name="journal">What earlier runs noted, and this one is to note; null for nothing.
    /// It belongs to the run.</param>
    /// <param name="clock">The time that the journal is kept in.</param>
    /// <exception cref="LifecycleWorkflowsException">The journal belongs to another job, or is none.</exception>
    public ResumeRun(Journal? journal, TimeProvider? clock = null)
    {
        (_journal, _clock) = (journal, clock ?? TimeProvider.System);
        try
        {
            journal?.Read((item, line) => Keep(item, line));
        }
        catch (LifecycleWorkflowsException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Whether an answer is yet to be asked for and sent.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="notices">Who hears of it when it is not.</param>
    /// <param name="outcome">Otherwise what became of it; null when this run was told not to send it.</param>
    /// <exception cref="LifecycleWorkflowsException">The item was, or was to be, answered otherwise.</exception>
    public bool IsOpen(IResumeRequest answer, IOperationHost notices, out Task<ResumeResult>? outcome)
    {
        lock (_known)
        {
            outcome = null;
            Guid key = answer.Item.Key;
            if (!_known.TryGetValue(key, out KnownResume known))
            {
                RequireOwnCallout(answer.Item);
                return true;
            }
            if (!IsSame(known.Wish, answer.Wish))
            {
                throw known.IsOfThisRun
                    ? Errors.AnsweredOtherwise($"{answer.Item}", known.Wish, answer.Wish)
                    : Errors.JournaledOtherwise($"{answer.Item}", known.Wish, answer.Wish);
            }
            switch (known.Reached)
            {
                case KnownResume.Stage.Noted:
                    ResumeResult noted = known.Settled;
                    notices.Verbose(
                        $"Skipped the {answer.Item}: the journal shows {noted.Settlement} at {noted.NotedAt:u}."
                    );
                    outcome = Task.FromResult(noted);
                    _known[key] = KnownResume.Ended(known.Wish, noted);
                    return false;
                case KnownResume.Stage.Declined:
                    return false;
                case KnownResume.Stage.UnderWay or KnownResume.Stage.Ended:
                    notices.Verbose(
                        $"Skipped the {answer.Item}: it was already in the input of this command,"
                            + " and has the same outcome."
                    );
                    outcome = ShareAsync(known.UnderWay ?? Task.FromResult(known.Settled));
                    return false;
                default:
                    RequireOwnCallout(answer.Item);
                    return true;
            }
        }
    }

    /// <summary>Notes that an answer is not wanted: further mentions of its item are not asked for either.</summary>
    public void Decline(IResumeRequest answer)
    {
        lock (_known)
            _known[answer.Item.Key] = KnownResume.Declined(Shared(answer.Wish));
    }

    /// <summary>
    /// Sends an answer that is open. With a journal it leaves between two lines: without the first it is not sent;
    /// without the second the next run has to find out how it ended. One that is broken off is Unknown, without a
    /// failure; one that never left is Failed.
    /// </summary>
    public Task<ResumeResult> SendAsync(
        IResumeRequest answer,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        lock (_known)
        {
            Guid key = answer.Item.Key;
            DateTimeOffset? inDoubtSince =
                _known.GetValueOrDefault(key).InDoubtSince ?? WithoutCallout(answer.Item).SentAt;
            NoteCallout(answer.Item);
            Task<ResumeResult> sending = SendAsync(answer, key, inDoubtSince, notices, cancellationToken);
            if (!sending.IsCompleted)
                _known[key] = KnownResume.Sending(Shared(answer.Wish), sending);
            return sending;
        }
    }

    public void Dispose() => _journal?.Dispose();

    /// <summary>
    /// Refuses an answer that another mention of its item, with or without the callout, may have given already.
    /// </summary>
    private void RequireOwnCallout(ResumedItem item)
    {
        if (WithoutCallout(item) is { IsOfThisRun: true, MayBeAccepted: true })
            throw Errors.CalloutAmbiguous($"{item}");
        if (item.Callout is null && _answeredByCallout.Contains(item.Key))
            throw Errors.CalloutAmbiguous($"{item}");
    }

    /// <summary>What is known of the item from mentions that did not tell the callout.</summary>
    private KnownResume WithoutCallout(ResumedItem item) =>
        item.WithoutCallout is { } any ? _known.GetValueOrDefault(any.Key) : default;

    private void NoteCallout(ResumedItem item)
    {
        if (item.WithoutCallout is { } any)
            _answeredByCallout.Add(any.Key);
    }

    private static bool IsSame(string theirs, string ours) =>
        theirs.Equals(ours, StringComparison.OrdinalIgnoreCase)
        // The first format of journals noted of a denial that it was one, and not at which stage.
        || ours.StartsWith($"{theirs} at ", StringComparison.OrdinalIgnoreCase);

    private static async Task<ResumeResult> ShareAsync(Task<ResumeResult> first) =>
        (await first.ConfigureAwait(false)).ForDuplicate();

    private async Task<ResumeResult> SendAsync(
        IResumeRequest answer,
        Guid key,
        DateTimeOffset? inDoubtSince,
        IOperationHost notices,
        CancellationToken cancellationToken
    )
    {
        ResumeResult settled;
        int sendings = inDoubtSince is null ? 0 : 1;
        bool isBrokenOff = false;
        try
        {
            settled = await answer.SendAsync(inDoubtSince, Announce, notices, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException stop)
        {
            int attempts = (stop as CallCanceledException)?.Attempts ?? sendings;
            settled = new(
                attempts == 0 ? ResumeStatus.Failed : ResumeStatus.Unknown,
                attempts,
                TimeSpan.Zero,
                null,
                null
            );
            isBrokenOff = attempts > 0;
        }
        if (sendings > 0 && !isBrokenOff)
            NoteEnd(answer, settled, notices);
        lock (_known)
            _known[key] = KnownResume.Ended(Shared(answer.Wish), settled);
        return settled;

        void Announce()
        {
            NoteSending(answer);
            sendings++;
        }
    }

    private void NoteSending(IResumeRequest answer)
    {
        try
        {
            _journal?.Append(JournalEntry.Of(answer.Item, answer.Wish, JournalEntry.Sending, _clock.GetUtcNow()));
        }
        catch (Exception exception) when (Journal.IsOfFile(exception))
        {
            throw Errors.JournalNotWritten($"{answer.Item}", exception.Message);
        }
    }

    private void NoteEnd(IResumeRequest answer, ResumeResult settled, IOperationHost notices)
    {
        try
        {
            _journal?.Append(
                JournalEntry.Of(answer.Item, answer.Wish, $"{settled.Settlement}", _clock.GetUtcNow()) with
                {
                    Attempts = settled.Attempts,
                    Milliseconds = (long)settled.Duration.TotalMilliseconds,
                    RequestId = settled.RequestId,
                    Error = settled.Error?.ToString(),
                }
            );
        }
        catch (Exception exception) when (Journal.IsOfFile(exception))
        {
            notices.Warning(
                $"The outcome {settled.Settlement} of the {answer.Item} couldn't be recorded: {exception.Message}"
                    + " The next command with this journal checks the item."
            );
        }
    }

    /// <summary>
    /// Takes in a line of an earlier run. What is done stays done. What was refused can be sent again. Anything else,
    /// an unknown state included, is in doubt, since it was last about to be sent.
    /// </summary>
    private void Keep(ResumedItem item, JournalEntry line)
    {
        NoteCallout(item);
        Guid key = item.Key;
        KnownResume before = _known.GetValueOrDefault(key);
        if (before.Reached == KnownResume.Stage.Noted)
            return;
        string wish = Shared(line.As);
        _known[key] = Enum.TryParse(line.State, out ResumeStatus settlement)
            ? settlement switch
            {
                ResumeStatus.Failed => KnownResume.Open(wish),
                ResumeStatus.Unknown => KnownResume.InDoubt(wish, before.InDoubtSince ?? line.At),
                _ => KnownResume.Noted(wish, line.Settled(settlement)),
            }
            : KnownResume.InDoubt(wish, line.At);
    }

    /// <summary>One text for all that are alike: there are few, and many items.</summary>
    private string Shared(string wish)
    {
        if (!_wishes.TryGetValue(wish, out string? shared))
            _wishes[wish] = shared = wish;
        return shared;
    }
}
