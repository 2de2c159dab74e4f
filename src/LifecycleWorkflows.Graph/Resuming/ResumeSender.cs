using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>Sends one answer and finds out how it ended: <see cref="ResumeRules"/> carried out.</summary>
internal sealed class ResumeSender(
    GraphHttpClient transport,
    ResumeRequest answer,
    DateTimeOffset? inDoubtSince,
    Action? announce,
    IOperationHost notices
)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private bool _isInDoubt = inDoubtSince is not null;
    private int _sendings;
    private int _attempts = inDoubtSince is null ? 0 : 1;
    private string? _requestId;
    private LifecycleWorkflowsException? _refusal;
    private LifecycleWorkflowsException? _unread;

    /// <exception cref="CallCanceledException">It was broken off; it says how often the answer had left.</exception>
    public async Task<ResumeResult> SendAsync(CancellationToken cancellationToken)
    {
        try
        {
            NextStep next = _isInDoubt ? NextStep.Look : NextStep.Send;
            while (next is NextStep.Send or NextStep.Look)
            {
                next = await (
                    next == NextStep.Send ? SendOnceAsync(cancellationToken) : LookAsync(cancellationToken)
                ).ConfigureAwait(false);
            }
            return End(next);
        }
        catch (OperationCanceledException)
        {
            throw new CallCanceledException(_attempts, cancellationToken);
        }
    }

    private ResumeResult End(NextStep next) =>
        next switch
        {
            NextStep.EndResumed => End(ResumeStatus.Resumed),
            NextStep.EndAlreadyDone => End(ResumeStatus.AlreadyDone),
            NextStep.EndResumedAfterCheck => End(ResumeStatus.ResumedAfterCheck),
            NextStep.EndFailed => End(ResumeStatus.Failed, _refusal ?? LeftInDoubt),
            _ when _refusal is null => End(ResumeStatus.Unknown, _unread ?? LeftInDoubt),
            _ => End(ResumeStatus.Unknown, answer.InDoubt(_refusal)),
        };

    private LifecycleWorkflowsException LeftInDoubt =>
        Errors.LeftInDoubt($"{answer.Item}", inDoubtSince!.Value, answer.IsQueued);

    private ResumeResult End(ResumeStatus settlement, LifecycleWorkflowsException? failure = null) =>
        new(settlement, _attempts, Stopwatch.GetElapsedTime(_start), _requestId, failure);

    private async Task<NextStep> SendOnceAsync(CancellationToken cancellationToken)
    {
        GraphRequest request = answer.Request;
        if (_isInDoubt)
            notices.Verbose(
                $"{request.Label}: the response was lost, and the item still waits. The {answer.Name} is sent again."
            );
        try
        {
            announce?.Invoke();
            _sendings++;
            GraphResponse<object> reply = await (
                answer.Batches is { } batches
                    ? transport.ChangeInBatchAsync(request, batches, notices, cancellationToken)
                    : transport.ChangeAsync<object>(request, null, notices, cancellationToken)
            ).ConfigureAwait(false);
            _attempts += reply.Attempts;
            _requestId = reply.RequestId;
            return ResumeRules.AfterSending(SendResult.Acceptance, _isInDoubt);
        }
        catch (CallCanceledException stop)
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
            _isInDoubt |= refusal.MayHaveSucceeded;
            return ResumeRules.AfterSending(Hear(refusal), wasInDoubt);
        }
    }

    private SendResult Hear(LifecycleWorkflowsException refusal) =>
        refusal.MayHaveSucceeded ? SendResult.Nothing
        : answer.IsConflict(refusal) ? SendResult.Conflict
        : SendResult.Refusal;

    /// <summary>
    /// Looks until it is decided, with growing pauses. What an earlier run left is looked at at once; after a lost
    /// reply, and after a refusal that can be its consequence, the service is given a moment first.
    /// </summary>
    private async Task<NextStep> LookAsync(CancellationToken cancellationToken)
    {
        RetryPolicy retry = transport.Retry;
        long start = transport.Clock.GetTimestamp();
        if (_isInDoubt && retry.SettleTimeout > TimeSpan.Zero)
        {
            notices.Verbose(
                $"{answer.Request.Label}: it isn't known whether the {answer.Name} was accepted."
                    + $" The item is checked for up to {retry.SettleTimeout.TotalSeconds:0} s."
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
            RemoteState shown = await LookOnceAsync(cancellationToken).ConfigureAwait(false);
            if (ResumeRules.AfterLook(Doubt, shown, isLast) is not NextStep.Look and NextStep next)
                return next;
        }
    }

    private Doubt Doubt =>
        !_isInDoubt ? Doubt.None
        : ResumeRules.MaySendAgain(answer.IsQueued, _sendings, transport.Clock.GetUtcNow() - inDoubtSince) ? Doubt.Open
        : Doubt.Final;

    private async Task<RemoteState> LookOnceAsync(CancellationToken cancellationToken)
    {
        _unread = null;
        try
        {
            return await (
                answer.Batches is { } batches
                    ? batches.ReadAsync(() => answer.LookAsync(notices, cancellationToken), cancellationToken)
                    : answer.LookAsync(notices, cancellationToken)
            ).ConfigureAwait(false);
        }
        catch (LifecycleWorkflowsException failure)
        {
            _unread = failure;
            return failure.IsTransient ? RemoteState.Unknown : RemoteState.Unreadable;
        }
    }
}
