using System.Net.Sockets;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// How long to wait for an answer, which failures are worth another attempt, and after what pause. A read may always be
/// repeated, and so may a change to absolute values. Any other change only when it surely was not carried out: 429, 503
/// with Retry-After, or a connection that never came about.
/// </summary>
internal sealed class RetryPolicy
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>How long to retry if nothing listens at the address or the name doesn't exist.</summary>
    private static readonly TimeSpan RefusedTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long to retry if there's no connection for another reason.</summary>
    private static readonly TimeSpan UnreachableTimeout = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is repeated at most.</summary>
    public int MaxRetry { get; init; } = Defaults.MaxRetry;

    /// <summary>How long one call may last, pauses included.</summary>
    public TimeSpan RetryTimeout { get; init; } = TimeSpan.FromSeconds(Defaults.RetryTimeout);

    /// <summary>How long one attempt may take, the answer's body included.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(Defaults.ClientTimeout);

    /// <summary>
    /// How long an answer whose reply was lost is looked for, before it is known that it is not seen.
    /// </summary>
    public TimeSpan SettleTimeout { get; init; } = TimeSpan.FromSeconds(Defaults.SettleTimeout);

    /// <summary>A number from 0 to 1, for the jitter.</summary>
    public Func<double> Random { get; init; } = System.Random.Shared.NextDouble;

    /// <summary>A little time on top of a pause that many share, so that they do not all start again at once.</summary>
    public TimeSpan Jitter => FirstPause / 4 * Random();

    /// <summary>The pause before the next attempt; null when there is to be none.</summary>
    /// <param name="failure">What the last attempt ended with.</param>
    /// <param name="isRepeatable">Whether a second request changes nothing that the first did not.</param>
    /// <param name="attempts">How many attempts there were.</param>
    /// <param name="elapsed">How long the call has lasted.</param>
    public TimeSpan? GetDelay(LifecycleWorkflowsException failure, bool isRepeatable, int attempts, TimeSpan elapsed)
    {
        if (attempts > MaxRetry || !failure.IsTransient || (!isRepeatable && failure.MayHaveSucceeded))
            return null;
        TimeSpan pause = Backoff(attempts) * Random();
        if (failure.RetryAfter > pause)
            pause = failure.RetryAfter.Value;
        return elapsed + pause <= LimitOf(failure) ? pause : null;
    }

    /// <summary>
    /// The pause before something is looked at once more, growing from half a second or more. The last look falls on
    /// the end of the time.
    /// </summary>
    /// <param name="looks">How many pauses there were, this one included.</param>
    /// <param name="elapsed">How long it has been looked at.</param>
    public TimeSpan PauseBeforeLook(int looks, TimeSpan elapsed)
    {
        TimeSpan pause = Backoff(looks) * ((1 + Random()) / 2),
            left = SettleTimeout - elapsed;
        return pause < left ? pause
            : left > TimeSpan.Zero ? left
            : TimeSpan.Zero;
    }

    private TimeSpan LimitOf(LifecycleWorkflowsException failure)
    {
        TimeSpan? limit = failure.ConnectError switch
        {
            null => null,
            SocketError.ConnectionRefused or SocketError.HostNotFound => RefusedTimeout,
            _ => UnreachableTimeout,
        };
        return limit < RetryTimeout ? limit.Value : RetryTimeout;
    }

    private static TimeSpan Backoff(int attempts)
    {
        TimeSpan pause = FirstPause;
        for (int i = 1; i < attempts && pause < LongestPause; i++)
            pause *= 2;
        return pause < LongestPause ? pause : LongestPause;
    }
}
