namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameters of a list of what workflows did: it has a status and began at some time.</summary>
internal interface IActivityParameters
{
    /// <summary>Only what has one of these statuses.</summary>
    string[]? ProcessingStatus { get; }

    /// <summary>
    /// Only what began at this time or later: a date, or how long ago, such as 7d, 36h or a TimeSpan.
    /// </summary>
    DateTimeOffset? Since { get; }
}
