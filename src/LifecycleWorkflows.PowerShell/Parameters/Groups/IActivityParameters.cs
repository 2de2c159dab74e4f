namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameters of cmdlets that get items with a status and a start.</summary>
internal interface IActivityParameters
{
    /// <summary>Gets only items with one of these statuses.</summary>
    string[]? ProcessingStatus { get; }

    /// <summary>
    /// Gets only items that started at this time or later: a date, or a duration before now such as 7d, 36h, or a
    /// TimeSpan.
    /// </summary>
    DateTimeOffset? Since { get; }
}
