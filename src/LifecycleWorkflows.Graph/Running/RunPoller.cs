using System.Globalization;
using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.Waiting;

namespace LifecycleWorkflows.Graph.Running;

/// <summary>Waits until runs are finished, and shows how many of their users are.</summary>
internal sealed class RunPoller(
    ResourceReader<Run> runs,
    PollingSchedule pace,
    TimeProvider clock,
    IOperationHost notices
)
{
    private const int MostRequests = 8;

    private readonly WithoutProgress _silent = new(notices);

    /// <summary>The runs in their order, each when it and all before it have ended, failed, or run out of time.</summary>
    public async IAsyncEnumerable<RunWaitResult> EndedAsync(
        IEnumerable<Run> started,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        Watched[] all = [.. started.Select(run => new Watched(run))];
        Queue<Watched> inOrder = new(all);
        ListProgress progress = new(notices, "waiting for runs");
        long start = clock.GetTimestamp();
        try
        {
            while (true)
            {
                await PollAsync(all, pace.Left(clock.GetElapsedTime(start)), cancellationToken).ConfigureAwait(false);
                TimeSpan waited = clock.GetElapsedTime(start);
                if (pace.Timeout is { } timeout && waited >= timeout)
                    TimeOut(all, timeout);
                while (inOrder.TryPeek(out Watched? first) && !first.IsOpen)
                {
                    inOrder.Dequeue();
                    yield return new(first.Run, first.Failure);
                }
                if (inOrder.Count == 0)
                    yield break;
                progress.Say(Status(all));
                await Task.Delay(pace.Pause(clock.GetElapsedTime(start)), clock, cancellationToken)
                    .ConfigureAwait(false);
            }
        }
        finally
        {
            progress.Complete();
        }
    }

    private static string Status(Watched[] all)
    {
        int failed = all.Sum(each => each.Run.FailedUsersCount ?? 0);
        int finished = all.Sum(each => each.Run.SuccessfulUsersCount ?? 0) + failed;
        string runs = string.Join(", ", all.Where(each => each.IsOpen).Select(each => each.Run.Id));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{finished:N0} of {all.Sum(each => each.Run.TotalUsersCount ?? 0):N0} users finished, {failed:N0} failed (run {runs})"
        );
    }

    private static void TimeOut(Watched[] all, TimeSpan timeout)
    {
        foreach (Watched each in all.Where(each => each.IsOpen))
            each.Failure = Errors.RunNotFinished(each.Run.Id, each.Run.ProcessingStatus, timeout, each.LastFailure);
    }

    private async Task PollAsync(Watched[] all, TimeSpan left, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(left, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(
            limit.Token,
            cancellationToken
        );
        using SemaphoreSlim gate = new(MostRequests);
        try
        {
            await Task.WhenAll(all.Where(each => each.IsOpen).Select(each => ReadAsync(each, gate, either.Token)))
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested) { }
    }

    private async Task ReadAsync(Watched watched, SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            watched.Run = await runs.GetAsync(
                    watched.Run.Origin,
                    nameof(ResourceKey.RunId),
                    watched.Run.Id,
                    ODataQuery.All,
                    _silent,
                    cancellationToken
                )
                .ConfigureAwait(false);
            watched.LastFailure = null;
        }
        catch (LifecycleWorkflowsException failure) when (failure.IsTransient)
        {
            watched.LastFailure = failure;
        }
        catch (LifecycleWorkflowsException failure)
        {
            watched.Failure = failure;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A run that is waited for, and what is known of it.</summary>
    private sealed class Watched(Run run)
    {
        public Run Run { get; set; } = run;

        public LifecycleWorkflowsException? Failure { get; set; }

        public LifecycleWorkflowsException? LastFailure { get; set; }

        public bool IsOpen => Failure is null && ProcessingStatus.CanChange(Run.ProcessingStatus);
    }
}
