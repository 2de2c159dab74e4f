using System.Runtime.ExceptionServices;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.PowerShell.Runtime;

/// <summary>
/// Brings async work home to the pipeline's thread, the only one that may write. That thread pulls; while it waits, it
/// writes the notices that arrive. When writing throws (stopped, -WarningAction Stop), the work is cancelled and has
/// settled before the exception goes on.
/// </summary>
internal sealed class PipelineDispatcher(ICmdletRuntime pipeline, CancellationTokenSource stop) : IOperationHost
{
    private readonly Queue<Action> _mailbox = [];
    private volatile bool _hasMail;

    public CancellationToken Token => stop.Token;

    public bool IsVerboseEnabled { get; private set; }

    public bool IsDebugEnabled { get; private set; }

    public void Verbose(string text) => Post(() => pipeline.Verbose(text));

    public void Debug(string text) => Post(() => pipeline.Debug(text));

    public void Warning(string text) => Post(() => pipeline.Warning(text));

    public void Tell(string text) => Post(() => pipeline.Tell(text));

    public void RunOnPipelineThread(Action work) =>
        Post(() =>
        {
            if (!stop.IsCancellationRequested)
                work();
        });

    public void Progress(ProgressReport progress) => Post(() => pipeline.Progress(progress));

    /// <summary>Asks, on the pipeline's thread, what the other threads may want to know.</summary>
    public void Begin() => (IsVerboseEnabled, IsDebugEnabled) = (pipeline.HearsVerbose, pipeline.HearsDebug);

    public T Wait<T>(ValueTask<T> work)
    {
        if (!work.IsCompleted)
            return Wait(work.AsTask());
        if (_hasMail)
            Deliver(null);
        return work.GetAwaiter().GetResult();
    }

    public void Wait(Task work)
    {
        Deliver(work);
        work.GetAwaiter().GetResult();
    }

    public T Wait<T>(Task<T> work)
    {
        Deliver(work);
        return work.GetAwaiter().GetResult();
    }

    /// <summary>Writes the notices that nobody waited for.</summary>
    public void Flush() => Deliver(null);

    public IEnumerable<T> Pull<T>(IAsyncEnumerable<T> source)
    {
        IAsyncEnumerator<T> items = source.GetAsyncEnumerator(Token);
        try
        {
            while (Wait(items.MoveNextAsync()))
                yield return items.Current;
        }
        finally
        {
            Wait(Finish(items));
        }
    }

    private static async Task<bool> Finish<T>(IAsyncEnumerator<T> items)
    {
        await items.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    private void Post(Action notice)
    {
        lock (_mailbox)
        {
            _mailbox.Enqueue(notice);
            _hasMail = true;
            Monitor.Pulse(_mailbox);
        }
    }

    /// <summary>Writes notices until the work has settled, and those that are left.</summary>
    private void Deliver(Task? work)
    {
        work?.ContinueWith(
            static (_, mailbox) => Wake(mailbox!),
            _mailbox,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        ExceptionDispatchInfo? refusal = null;
        while (Take(work) is { } notice)
        {
            if (refusal is not null)
                continue;
            try
            {
                notice();
            }
            catch (Exception exception)
            {
                refusal = ExceptionDispatchInfo.Capture(exception);
                stop.Cancel();
            }
        }
        refusal?.Throw();
    }

    private Action? Take(Task? work)
    {
        lock (_mailbox)
        {
            Action? notice;
            while (!_mailbox.TryDequeue(out notice) && work is { IsCompleted: false })
                Monitor.Wait(_mailbox);
            _hasMail = _mailbox.Count > 0;
            return notice;
        }
    }

    private static void Wake(object mailbox)
    {
        lock (mailbox)
            Monitor.Pulse(mailbox);
    }
}
