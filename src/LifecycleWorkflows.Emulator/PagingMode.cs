namespace LifecycleWorkflows.Emulator;

/// <summary>What a skip token means.</summary>
public enum PagingMode
{
    /// <summary>The token names the list as it was at the first request; items show their current values.</summary>
    Snapshot,

    /// <summary>
    /// The token is a position in the list as it is now: what leaves the list between two pages shifts the rest.
    /// </summary>
    Offset,
}
