namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>How far a callout has come.</summary>
internal enum CalloutStatus
{
    /// <summary>On its way, or about to be.</summary>
    Pending,

    /// <summary>Taken with a 2xx.</summary>
    Taken,

    /// <summary>Not taken, and not tried again.</summary>
    NotTaken,

    /// <summary>There is nobody to call.</summary>
    NoEndpoint,
}
