namespace LifecycleWorkflows.PowerShell.Runtime;

/// <summary>A bounded number of tasks, started in order and emitted in that order.</summary>
internal sealed class OrderedTaskQueue<T>(int limit, Func<Task<T>, T> wait, Action<T> emit)
{
    private readonly Queue<Task<T>> _tasks = [];

    /// <summary>Takes a task that has started, and returns when one more may start.</summary>
    public void Add(Task<T> task)
    {
        _tasks.Enqueue(task);
        while (_tasks.Count >= limit || (_tasks.TryPeek(out Task<T>? oldest) && oldest.IsCompleted))
            EmitOldest();
    }

    public void Drain()
    {
        while (_tasks.Count > 0)
            EmitOldest();
    }

    /// <summary>Waits for what is in flight, without emitting it.</summary>
    /// <returns>What it ended with.</returns>
    public IReadOnlyList<T> CollectCompleted()
    {
        Task<T>[] settled = [.. _tasks];
        _tasks.Clear();
        foreach (Task<T> task in settled)
        {
            try
            {
                wait(task);
            }
            catch (Exception) when (task.IsCompleted) { }
        }
        return [.. settled.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result)];
    }

    /// <summary>Waits for what is in flight, on a thread that can write nothing any more.</summary>
    public void WaitAll(TimeSpan patience)
    {
        try
        {
            Task.WaitAll([.. _tasks], patience);
        }
        catch (AggregateException) { }
    }

    /// <summary>
    /// A task stays in the window until it was waited for, so that one whose wait was broken off is still accounted
    /// for.
    /// </summary>
    private void EmitOldest()
    {
        T oldest = wait(_tasks.Peek());
        _tasks.Dequeue();
        emit(oldest);
    }
}
