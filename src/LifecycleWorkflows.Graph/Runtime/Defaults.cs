namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>The values that are used when a parameter isn't specified.</summary>
internal static class Defaults
{
    /// <summary>The number of items that a page of the service is expected to have. -PageSize asks for another.</summary>
    public const int PageSize = 100;

    /// <summary>How many lists are read at once (-ThrottleLimit).</summary>
    public const int ThrottleLimit = 8;

    /// <summary>How often a request is repeated at most (-MaxRetry).</summary>
    public const int MaxRetry = 5;

    /// <summary>How long one call may last, pauses included, in seconds (-RetryTimeout).</summary>
    public const int RetryTimeout = 300;

    /// <summary>How long one attempt may take, in seconds (-ClientTimeout).</summary>
    public const int ClientTimeout = 100;

    /// <summary>How long the result of a callback is looked for after a lost response, in seconds (-SettleTimeout).</summary>
    public const int SettleTimeout = 30;

    /// <summary>What summaries and reports cover (-Since).</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(7);
}
