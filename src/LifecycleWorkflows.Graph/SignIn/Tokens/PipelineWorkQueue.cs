using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// The pipelines that wait for one token. Work that needs a pipeline's thread is offered to all of them, and the first
/// that is free does it: the one that asked first may itself be waiting for another one here.
/// </summary>
internal sealed class PipelineWorkQueue
{
    private readonly object _lock = new();
    private readonly List<IOperationHost> _pipelines = [];
    private Action? _work;

    public void Join(IOperationHost pipeline)
    {
        Action? work;
        lock (_lock)
        {
            _pipelines.Add(pipeline);
            work = _work;
        }
        if (work is not null)
            pipeline.RunOnPipelineThread(work);
    }

    /// <summary>Does something once, on the thread of one of the pipelines.</summary>
    /// <returns>What came of it; cancelled when the pipeline that did it was stopped.</returns>
    /// <exception cref="LifecycleWorkflowsException">The work failed, or needs its own result.</exception>
    public Task<T> DoAsync<T>(Func<T> work)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int worker = 0;
        IOperationHost[] waiting;
        lock (_lock)
        {
            _work = Work;
            waiting = [.. _pipelines];
        }
        foreach (IOperationHost pipeline in waiting)
            pipeline.RunOnPipelineThread(Work);
        return done.Task;

        void Work()
        {
            int before = Interlocked.CompareExchange(ref worker, Environment.CurrentManagedThreadId, 0);
            if (before == Environment.CurrentManagedThreadId)
                done.TrySetException(Errors.TokenNeedsItself());
            if (before != 0)
                return;
            try
            {
                done.TrySetResult(work());
            }
            catch (LifecycleWorkflowsException failure)
            {
                done.TrySetException(failure);
            }
            catch
            {
                done.TrySetCanceled();
                throw;
            }
        }
    }
}
