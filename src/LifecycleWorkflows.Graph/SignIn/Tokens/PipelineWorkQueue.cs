using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// The pipelines that wait for one token. Work that needs a pipeline thread is offered to all of them, and the first
/// free one runs it: the first pipeline might be blocked on another pipeline in this list.
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

    /// <summary>Runs work once, on the thread of one of the pipelines.</summary>
    /// <returns>The result; canceled if the pipeline that ran the work was stopped.</returns>
    /// <exception cref="LifecycleWorkflowsException">The work failed, or it needs its own result.</exception>
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
