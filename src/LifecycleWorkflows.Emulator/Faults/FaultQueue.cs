namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>The faults that are armed, in the order in which they were.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<Armed> _armed = [];

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

    /// <summary>Takes the first fault that matches, once.</summary>
    public Fault? Take(string method, string pathAndQuery)
    {
        lock (_lock)
        {
            Armed? armed = _armed.Find(each => each.Fault.Match.Includes(method, pathAndQuery));
            if (armed is not null && --armed.Remaining <= 0)
                _armed.Remove(armed);
            return armed?.Fault;
        }
    }

    private sealed class Armed(Fault fault)
    {
        public Fault Fault { get; } = fault;
        public int Remaining { get; set; } = fault.Times;
    }
}
