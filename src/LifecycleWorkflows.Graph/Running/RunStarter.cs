using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>
/// Starts runs, one after the other. A start isn't idempotent: each leaves at most once in a way that could be
/// accepted. When a response is lost, the runs that began since tell whether it was.
/// </summary>
/// <param name="client">The connection.</param>
/// <param name="findsRuns">Whether the runs of accepted starts are wanted too.</param>
/// <param name="notices">Shows messages.</param>
internal sealed class RunStarter(LifecycleWorkflowsClient client, bool findsRuns, IOperationHost notices)
{
    private readonly GraphHttpClient _transport = client.Transport;
    private readonly ListProgress _progress = new(notices, "starting runs");

    /// <summary>Starts runs, and returns how each ended as soon as it's known, with its position.</summary>
    public async IAsyncEnumerable<(int Index, StartResult Result)> StartAsync(
        IReadOnlyList<StartRequest> requests,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RunFinder finder = new(client, _transport.Clock.GetUtcNow(), notices);
        List<SentStart> open = [];
        try
        {
            foreach (StartRequest request in requests)
                await finder.RememberAsync(request.Runs, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i < requests.Count; i++)
            {
                SentStart sent = new(i, requests[i]);
                await SendAsync(sent, cancellationToken).ConfigureAwait(false);
                _progress.Say(string.Create(CultureInfo.InvariantCulture, $"{i + 1:N0} of {requests.Count:N0}"));
                if (sent.IsLost || (findsRuns && !sent.IsRefused))
                    open.Add(sent);
                else
                    yield return (i, sent.End(null));
            }
            await foreach (
                (int, StartResult) ended in SettleAsync(open, finder, cancellationToken).ConfigureAwait(false)
            )
                yield return ended;
        }
        finally
        {
            _progress.Complete();
        }
    }

    private async Task SendAsync(SentStart sent, CancellationToken cancellationToken)
    {
        try
        {
            sent.Accept(
                await _transport
                    .ChangeAsync<object>(sent.Request.ToRequest(_transport), null, notices, cancellationToken)
                    .ConfigureAwait(false)
            );
        }
        catch (LifecycleWorkflowsException failure)
        {
            sent.Fail(failure);
        }
    }

    /// <summary>
    /// Checks with growing pauses until every run was found or the time is over. After a lost response, the service is
    /// given a moment first.
    /// </summary>
    private async IAsyncEnumerable<(int Index, StartResult Result)> SettleAsync(
        List<SentStart> open,
        RunFinder finder,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        RetryPolicy retry = _transport.Retry;
        long start = _transport.Clock.GetTimestamp();
        foreach (SentStart lost in open.Where(sent => sent.IsLost))
        {
            notices.Verbose(
                $"POST {lost.Request.Workflow}: it isn't known whether the start was accepted."
                    + $" The runs are checked for up to {retry.SettleTimeout.TotalSeconds:0} s."
            );
        }
        bool isLast = false;
        for (int pauses = open.Any(sent => sent.IsLost) ? 1 : 0; open.Count > 0 && !isLast; pauses++)
        {
            if (pauses > 0)
            {
                TimeSpan pause = retry.PauseBeforeLook(pauses, _transport.Clock.GetElapsedTime(start));
                await Task.Delay(pause, _transport.Clock, cancellationToken).ConfigureAwait(false);
            }
            isLast = _transport.Clock.GetElapsedTime(start) >= retry.SettleTimeout;
            foreach ((SentStart sent, Run run) in await finder.FindAsync(open, cancellationToken).ConfigureAwait(false))
            {
                open.Remove(sent);
                yield return (sent.Index, sent.End(run));
            }
        }
        foreach (SentStart left in open)
            yield return (left.Index, left.End(null, finder.Unread));
    }
}
