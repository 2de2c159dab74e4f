namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Requests that wait until enough of them are under way at once.</summary>
internal sealed class Crowd(int enough)
{
    private readonly object _lock = new();
    private readonly TaskCompletionSource _isComplete = new();
    private int _present;

    /// <summary>How many were under way at once.</summary>
    public int Most { get; private set; }

    /// <summary>Joins, and leaves when it is complete and others have had time to come.</summary>
    public async Task PassAsync()
    {
        int now;
        lock (_lock)
        {
            now = ++_present;
            Most = Math.Max(Most, now);
        }
        if (now >= enough)
            _isComplete.TrySetResult();
        await _isComplete.Task;
        for (int turn = 0; turn < 50; turn++)
            await Task.Yield();
        lock (_lock)
            _present--;
    }
}
