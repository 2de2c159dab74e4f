using System.Globalization;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>The progress of a search for pending tasks.</summary>
internal sealed class SearchProgress(IOperationHost notices)
{
    private readonly ListProgress _progress = new(notices, "searching for pending tasks");
    private int _runs;
    private int _read;
    private int _found;

    public IOperationHost Notices { get; } = new WithoutProgress(notices);

    public void AddRuns(int count) => Interlocked.Add(ref _runs, count);

    public void AddFound(int count)
    {
        lock (_progress)
        {
            _read++;
            _found += count;
            _progress.Say(
                string.Create(CultureInfo.InvariantCulture, $"{_read} of {_runs} active runs, {_found} tasks found")
            );
        }
    }

    public void Complete() => _progress.Complete();
}
