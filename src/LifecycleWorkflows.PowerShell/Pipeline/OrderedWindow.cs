namespace LifecycleWorkflows.PowerShell.Pipeline;

/// <summary>A bounded number of tasks, started in order and emitted in that order.</summary>
internal sealed class OrderedWindow<T>(int limit, Func<Task<T>, T> wait, Action<T> emit)
{
    private readonly Queue<Task<T>> _tasks = [];

    /// <summary>Takes a task that has started, and returns when one more may start.</summary>
    public void Add(Task<T> task)
    {
        _tasks.Enqueue(task);
        while (_tasks.Count >= limit || (_tasks.TryPeek(out Task<T>? oldest) && oldest.IsCompleted))
            emit(wait(_tasks.Dequeue()));
    }

    public void Drain()
    {
        while (_tasks.TryDequeue(out Task<T>? oldest))
            emit(wait(oldest));
    }

    /// <summary>Waits for what is in flight, without emitting it.</summary>
    /// <returns>What it ended with; work that was cancelled is left out.</returns>
    public IReadOnlyList<T> Settle()
    {
        List<T> settled = [];
        while (_tasks.TryDequeue(out Task<T>? oldest))
        {
            try
            {
                settled.Add(wait(oldest));
            }
            catch (OperationCanceledException)
            {
            }
        }
        return settled;
    }
}
