namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>A fault, how many requests matched it, and how often it is still to happen.</summary>
internal sealed class ArmedFault(Fault fault)
{
    private readonly Random _dice = new(fault.Match.Seed);

    public Fault Fault { get; } = fault;
    public int Matched { get; private set; }
    public int Happened { get; private set; }

    /// <summary>Null when there is no end.</summary>
    public int? Remaining { get; private set; } = fault.Times ?? (fault.Match.Rate is null ? 1 : null);

    internal bool IsSpent => Remaining == 0;

    /// <summary>Whether it happens to this request.</summary>
    public bool Happens(string method, string pathAndQuery, string? part)
    {
        if (!Fault.Match.Includes(method, pathAndQuery, part))
            return false;
        Matched++;
        if (Matched < Fault.Match.Nth || (Fault.Match.Rate is double rate && _dice.NextDouble() >= rate))
            return false;
        Happened++;
        Remaining--;
        return true;
    }
}
