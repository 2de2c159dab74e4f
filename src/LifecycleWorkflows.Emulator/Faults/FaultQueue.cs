namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>The faults that are armed, in the order in which they were.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<ArmedFault> _armed = [];

    public void Arm(Fault fault)
    {
        lock (_lock)
            _armed.Add(new(fault));
    }

    public void Clear()
    {
        lock (_lock)
            _armed.Clear();
    }

    public IReadOnlyList<ArmedFault> Snapshot()
    {
        lock (_lock)
            return [.. _armed];
    }

    /// <summary>Takes the first fault that happens to a request, or to a part of a batch.</summary>
    public Fault? Take(string method, string pathAndQuery, string? part = null)
    {
        lock (_lock)
        {
            ArmedFault? armed = _armed.Find(each => each.Happens(method, pathAndQuery, part));
            if (armed is { IsSpent: true })
                _armed.Remove(armed);
            return armed?.Fault;
        }
    }
}
