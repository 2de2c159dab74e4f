namespace LifecycleWorkflows;

/// <summary>The values of Microsoft Graph's lifecycleWorkflowProcessingStatus.</summary>
internal static class ProcessingStatus
{
    public const string Queued = "queued";
    public const string InProgress = "inProgress";
    public const string Completed = "completed";
    public const string CompletedWithErrors = "completedWithErrors";
    public const string Canceled = "canceled";
    public const string Failed = "failed";
    public const string Canceling = "canceling";
    public const string Quarantined = "quarantined";

    public static readonly IReadOnlyList<string> Known =
    [
        Queued,
        InProgress,
        Completed,
        CompletedWithErrors,
        Canceled,
        Failed,
        Canceling,
        Quarantined,
    ];

    /// <summary>The spelling of the service for a known status in any case; null for an unknown status.</summary>
    public static string? Find(string text) =>
        Known.FirstOrDefault(status => status.Equals(text, StringComparison.OrdinalIgnoreCase));

    public static bool CanChange(string status) =>
        status is not (Completed or CompletedWithErrors or Canceled or Failed);
}
