using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.Graph;

/// <summary>
/// The answers of one run. Each item is answered once, however often it is mentioned: a second mention shares the first
/// one's outcome, whether that is still on its way, has ended, or was noted in the journal by an earlier run. Safe to
/// use from several threads.
/// </summary>
internal sealed class AnswerRun : IDisposable
{
    private readonly Journal? _journal;
    private readonly TimeProvider _clock;
    private readonly Dictionary<Guid, KnownAnswer> _known = [];
    private readonly Dictionary<string, string> _wishes = [];

    /// <param name="journal">What earlier runs noted, and this one is to note; null for nothing.
    /// It belongs to the run.</param>
    /// <param name="clock">The time that the journal is kept in.</param>
    /// <exception cref="LifecycleWorkflowsException">The journal belongs to another job, or is none.</exception>
    public AnswerRun(Journal? journal, TimeProvider? clock = null)
    {
        (_journal, _clock) = (journal, clock ?? TimeProvider.System);
        try
        {
            journal?.Read((item, line) => Keep(item.Key, line));
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
    public bool IsOpen(IAnswer answer, INotices notices, out Task<Settled>? outcome)
    {
        lock (_known)
        {
            outcome = null;
            Guid key = answer.Item.Key;
            if (!_known.TryGetValue(key, out KnownAnswer known))
                return true;
            if (!IsSame(known.Wish, answer.Wish))
            {
                throw known.IsOfThisRun
                    ? Errors.AnsweredOtherwise($"{answer.Item}", known.Wish, answer.Wish)
                    : Errors.JournaledOtherwise($"{answer.Item}", known.Wish, answer.Wish);
            }
            switch (known.Reached)
            {
                case KnownAnswer.Stage.Noted:
                    Settled noted = known.Settled;
                    notices.Verbose(
                        $"The {answer.Item}: {noted.Settlement} at {noted.NotedAt:u}, says the journal. It is not sent again."
                    );
                    outcome = Task.FromResult(noted);
                    _known[key] = KnownAnswer.Ended(known.Wish, noted);
                    return false;
                case KnownAnswer.Stage.Declined:
                    return false;
                case KnownAnswer.Stage.UnderWay or KnownAnswer.Stage.Ended:
                    notices.Verbose(
                        $"The {answer.Item} came up before in this run. It is not sent again, and has the same outcome."
                    );
                    outcome = ShareAsync(known.UnderWay ?? Task.FromResult(known.Settled));
                    return false;
                default:
                    return true;
            }
        }
    }

    /// <summary>Notes that an answer is not wanted: further mentions of its item are not asked for either.</summary>
    public void Decline(IAnswer answer)
    {
        lock (_known)
            _known[answer.Item.Key] = KnownAnswer.Declined(Shared(answer.Wish));
    }

    /// <summary>
    /// Sends an answer that is open. With a journal it leaves between two lines: without the first it is not sent;
    /// without the second the next run has to find out how it ended. One that is broken off is Unknown, without a
    /// failure; one that never left is Failed.
    /// </summary>
    public Task<Settled> SendAsync(IAnswer answer, INotices notices, CancellationToken cancellationToken)
    {
        lock (_known)
        {
            Guid key = answer.Item.Key;
            DateTimeOffset? inDoubtSince = _known.TryGetValue(key, out KnownAnswer known) ? known.InDoubtSince : null;
            Task<Settled> sending = SendAsync(answer, key, inDoubtSince, notices, cancellationToken);
            if (!sending.IsCompleted)
                _known[key] = KnownAnswer.Sending(Shared(answer.Wish), sending);
            return sending;
        }
    }

    public void Dispose() => _journal?.Dispose();

    private static bool IsSame(string theirs, string ours) =>
        theirs.Equals(ours, StringComparison.OrdinalIgnoreCase)
        // The first format of journals noted of a denial that it was one, and not at which stage.
        || ours.StartsWith($"{theirs} at ", StringComparison.OrdinalIgnoreCase);

    private static async Task<Settled> ShareAsync(Task<Settled> first) =>
        (await first.ConfigureAwait(false)).ForDuplicate();

    private async Task<Settled> SendAsync(
        IAnswer answer,
        Guid key,
        DateTimeOffset? inDoubtSince,
        INotices notices,
        CancellationToken cancellationToken
    )
    {
        Settled settled;
        int sendings = inDoubtSince is null ? 0 : 1;
        bool isBrokenOff = false;
        try
        {
            settled = await answer.SendAsync(inDoubtSince, Announce, notices, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException stop)
        {
            int attempts = (stop as CallStopped)?.Attempts ?? sendings;
            settled = new(attempts == 0 ? Settlement.Failed : Settlement.Unknown, attempts, TimeSpan.Zero, null, null);
            isBrokenOff = attempts > 0;
        }
        if (sendings > 0 && !isBrokenOff)
            NoteEnd(answer, settled, notices);
        lock (_known)
            _known[key] = KnownAnswer.Ended(Shared(answer.Wish), settled);
        return settled;

        void Announce()
        {
            NoteSending(answer);
            sendings++;
        }
    }

    private void NoteSending(IAnswer answer)
    {
        try
        {
            _journal?.Append(JournalLine.Of(answer.Item, answer.Wish, JournalLine.Sending, _clock.GetUtcNow()));
        }
        catch (Exception exception) when (Journal.IsOfFile(exception))
        {
            throw Errors.JournalNotWritten($"{answer.Item}", exception.Message);
        }
    }

    private void NoteEnd(IAnswer answer, Settled settled, INotices notices)
    {
        try
        {
            _journal?.Append(
                JournalLine.Of(answer.Item, answer.Wish, $"{settled.Settlement}", _clock.GetUtcNow()) with
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
                $"The {answer.Item}: the outcome {settled.Settlement} could not be noted in the journal: {exception.Message}"
                    + " Another run will find it out by reading."
            );
        }
    }

    /// <summary>
    /// Takes in a line of an earlier run. What is done stays done. What was refused can be sent again. Anything else,
    /// an unknown state included, is in doubt, since it was last about to be sent.
    /// </summary>
    private void Keep(Guid key, JournalLine line)
    {
        KnownAnswer before = _known.GetValueOrDefault(key);
        if (before.Reached == KnownAnswer.Stage.Noted)
            return;
        string wish = Shared(line.As);
        _known[key] = Enum.TryParse(line.State, out Settlement settlement)
            ? settlement switch
            {
                Settlement.Failed => KnownAnswer.Open(wish),
                Settlement.Unknown => KnownAnswer.InDoubt(wish, before.InDoubtSince ?? line.At),
                _ => KnownAnswer.Noted(wish, line.Settled(settlement)),
            }
            : KnownAnswer.InDoubt(wish, line.At);
    }

    /// <summary>One text for all that are alike: there are few, and many items.</summary>
    private string Shared(string wish)
    {
        if (!_wishes.TryGetValue(wish, out string? shared))
            _wishes[wish] = shared = wish;
        return shared;
    }
}
