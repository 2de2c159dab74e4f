using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>Sends one answer and finds out how it ended: <see cref="AnswerRules"/> carried out.</summary>
internal sealed class AnswerSender(
    GraphTransport transport,
    PlacedAnswer answer,
    DateTimeOffset? inDoubtSince,
    Action? announce,
    INotices notices
)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _isInDoubt = inDoubtSince is not null;
    private int _sendings;
    private int _attempts = inDoubtSince is null ? 0 : 1;
    private string? _requestId;
    private LifecycleWorkflowsException? _refusal;
    private LifecycleWorkflowsException? _unread;

    /// <exception cref="CallStopped">It was broken off; it says how often the answer had left.</exception>
    public async Task<Settled> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            Next next = _isInDoubt ? Next.Look : Next.Send;
            while (next is Next.Send or Next.Look)
            {
                next = await (
                    next == Next.Send ? SendOnceAsync(cancellationToken) : LookAsync(cancellationToken)
                ).ConfigureAwait(false);
            }
            return End(next);
        }
        catch (OperationCanceledException)
        {
            throw new CallStopped(_attempts, cancellationToken);
        }
    }

    private Settled End(Next next) =>
        next switch
        {
            Next.EndResumed => End(Settlement.Resumed),
            Next.EndAlreadyDone => End(Settlement.AlreadyDone),
            Next.EndResumedAfterCheck => End(Settlement.ResumedAfterCheck),
            Next.EndFailed => End(Settlement.Failed, _refusal ?? LeftInDoubt),
            _ when _refusal is null => End(Settlement.Unknown, _unread ?? LeftInDoubt),
            _ => End(Settlement.Unknown, Errors.AnswerInDoubt(_refusal, answer.IsQueued)),
        };

    private LifecycleWorkflowsException LeftInDoubt =>
        Errors.LeftInDoubt($"{answer.Item}", inDoubtSince!.Value, answer.IsQueued);

    private Settled End(Settlement settlement, LifecycleWorkflowsException? failure = null) =>
        new(settlement, _attempts, Stopwatch.GetElapsedTime(_start), _requestId, failure);

    private async Task<Next> SendOnceAsync(CancellationToken cancellationToken)
    {
        GraphRequest request = answer.Request;
        if (_isInDoubt)
            notices.Verbose(
                $"{request.Label}: the reply was lost, and what is answered still waits; the answer is sent once more."
            );
        try
        {
            announce?.Invoke();
            _sendings++;
            Reply<object> reply = await (
                answer.Batches is { } batches
                    ? transport.ChangeInBatchAsync(request, batches, notices, cancellationToken)
                    : transport.ChangeAsync<object>(request, null, notices, cancellationToken)
            ).ConfigureAwait(false);
            _attempts += reply.Attempts;
            _requestId = reply.RequestId;
            return AnswerRules.AfterSending(Heard.Acceptance, _isInDoubt);
        }
        catch (CallStopped stop)
        {
            _attempts += stop.Attempts;
            throw;
        }
        catch (LifecycleWorkflowsException refusal)
        {
            _attempts += refusal.Attempts;
            _requestId = refusal.RequestId ?? _requestId;
            _refusal = refusal;
            bool wasInDoubt = _isInDoubt;
            _isInDoubt |= refusal.IsAmbiguous;
            return AnswerRules.AfterSending(Hear(refusal), wasInDoubt);
        }
    }

    private static Heard Hear(LifecycleWorkflowsException refusal) =>
        refusal switch
        {
            { IsAmbiguous: true } => Heard.Nothing,
            { Condition: ErrorCondition.Conflict } => Heard.Conflict,
            _ => Heard.Refusal,
        };

    /// <summary>
    /// Looks until it is decided, with growing pauses. What an earlier run left is looked at at once; after a lost
    /// reply, and after a refusal that can be its consequence, the service is given a moment first.
    /// </summary>
    private async Task<Next> LookAsync(CancellationToken cancellationToken)
    {
        RetryPolicy retry = transport.Retry;
        long start = transport.Clock.GetTimestamp();
        if (_isInDoubt && retry.SettleTimeout > TimeSpan.Zero)
        {
            notices.Verbose(
                $"{answer.Request.Label}: it is not known whether the answer arrived;"
                    + $" what is answered is looked at for up to {retry.SettleTimeout.TotalSeconds:0} s."
            );
        }
        for (int looks = _isInDoubt && _sendings > 0 ? 1 : 0; ; looks++)
        {
            if (looks > 0)
            {
                TimeSpan pause = retry.PauseBeforeLook(looks, transport.Clock.GetElapsedTime(start));
                await Task.Delay(pause, transport.Clock, cancellationToken).ConfigureAwait(false);
            }
            bool isLast = transport.Clock.GetElapsedTime(start) >= retry.SettleTimeout;
            Standing shown = await LookOnceAsync(cancellationToken).ConfigureAwait(false);
            if (AnswerRules.AfterLook(Doubt, shown, isLast) is not Next.Look and Next next)
                return next;
        }
    }

    private Doubt Doubt =>
        !_isInDoubt ? Doubt.None
        : AnswerRules.MaySendAgain(answer.IsQueued, _sendings, transport.Clock.GetUtcNow() - inDoubtSince) ? Doubt.Open
        : Doubt.Final;

    private async Task<Standing> LookOnceAsync(CancellationToken cancellationToken)
    {
        _unread = null;
        try
        {
            return await answer.LookAsync(notices, cancellationToken).ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException failure)
        {
            _unread = failure;
            return failure.IsPassing ? Standing.Unknown : Standing.Unreadable;
        }
    }
}
