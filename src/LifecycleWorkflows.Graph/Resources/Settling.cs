using System.Diagnostics;
using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Resources;

/// <summary>
/// Answers something that waits, with one accepted POST at most. A reply that was lost is settled by reading what was answered; only when that
/// shows it still waiting is the answer sent once more. From then on nothing but a read can say how it ended. An answer that an earlier run left
/// in doubt begins there.
/// </summary>
internal static class Settling
{
    private const int MostTries = 2;

    /// <param name="transport">What sends it.</param>
    /// <param name="request">Makes the request: anew for each try.</param>
    /// <param name="batches">Lets it travel with others in one request; null when it travels alone.</param>
    /// <param name="isInDoubt">Whether an earlier run may have sent it and did not learn what became of it.</param>
    /// <param name="look">Reads how what is answered stands.</param>
    /// <param name="notices">Who hears of it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Settled> AnswerAsync(
        GraphTransport transport, Func<GraphRequest> request, BatchSender? batches, bool isInDoubt, Func<Task<Standing>> look, INotices notices, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        int attempts = 0;
        string? requestId = null;
        LifecycleWorkflowsException? ambiguous = null;
        for (int tries = 0; tries < MostTries; tries++)
        {
            GraphRequest answer = request();
            bool wasLeft = isInDoubt && tries == 0;
            try
            {
                if (wasLeft)
                    throw Errors.LeftInDoubt(answer.Path.ToString());
                Reply<object> reply = await (batches is not null
                    ? transport.ChangeInBatchAsync(answer, batches, notices, cancellationToken)
                    : transport.ChangeAsync<object>(answer, null, notices, cancellationToken)).ConfigureAwait(false);
                return new(Settlement.Resumed, attempts + reply.Attempts, Stopwatch.GetElapsedTime(start), reply.RequestId, null);
            }
            catch (CallStopped stop)
            {
                throw new CallStopped(attempts + stop.Attempts, cancellationToken);
            }
            catch (LifecycleWorkflowsException refusal)
            {
                attempts += refusal.Attempts;
                requestId = refusal.RequestId ?? requestId;
                bool mayHaveArrived = refusal.IsAmbiguous || ambiguous is not null;
                if (!mayHaveArrived && refusal.Condition != ErrorCondition.Conflict)
                    return Failed(refusal);
                if (refusal.IsAmbiguous && !wasLeft)
                    await transport.PauseAsync(cancellationToken).ConfigureAwait(false);

                (Standing present, LifecycleWorkflowsException? unread) = await LookAsync(look, attempts, cancellationToken).ConfigureAwait(false);
                if (present == Standing.AsWanted)
                    return new(mayHaveArrived ? Settlement.ResumedAfterCheck : Settlement.AlreadyDone, attempts, Stopwatch.GetElapsedTime(start), requestId, null);
                if (!mayHaveArrived || present == Standing.Otherwise)
                    return Failed(refusal);
                if (present != Standing.Waiting || !refusal.IsAmbiguous)
                    return Unknown(wasLeft ? unread ?? refusal : refusal);
                ambiguous = refusal;
                if (tries + 1 < MostTries)
                    notices.Verbose($"{answer.Label}: the reply was lost, and what is answered still waits; the answer is sent once more.");
            }
        }
        return Unknown(ambiguous!);

        Settled Failed(LifecycleWorkflowsException failure) => new(Settlement.Failed, attempts, Stopwatch.GetElapsedTime(start), requestId, failure);

        Settled Unknown(LifecycleWorkflowsException failure) => new(Settlement.Unknown, attempts, Stopwatch.GetElapsedTime(start), requestId, failure);
    }

    private static async Task<(Standing, LifecycleWorkflowsException?)> LookAsync(Func<Task<Standing>> look, int attempts, CancellationToken cancellationToken)
    {
        try
        {
            return (await look().ConfigureAwait(false), null);
        }
        catch (LifecycleWorkflowsException failure)
        {
            return (Standing.Unknown, failure);
        }
        catch (OperationCanceledException)
        {
            throw new CallStopped(attempts, cancellationToken);
        }
    }
}

/// <summary>What reading shows of something that was to be answered.</summary>
internal enum Standing
{
    Unknown,
    Waiting,
    AsWanted,
    Otherwise,
}

/// <summary>How an answer ended.</summary>
internal enum Settlement
{
    Resumed,
    AlreadyDone,
    ResumedAfterCheck,
    Failed,
    Unknown,
}

/// <summary>How an answer ended, and what it took.</summary>
/// <param name="Settlement">How it ended.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RequestId">The service's id for the last request.</param>
/// <param name="Failure">Why it could not be settled well.</param>
/// <param name="NotedAt">When an earlier run noted it in its journal; null when it is of this run.</param>
internal sealed record Settled(Settlement Settlement, int Attempts, TimeSpan Duration, string? RequestId, LifecycleWorkflowsException? Failure, DateTimeOffset? NotedAt = null)
{
    /// <summary>Whether the service has the answer.</summary>
    public bool IsDone => Settlement is Settlement.Resumed or Settlement.AlreadyDone or Settlement.ResumedAfterCheck;
}
