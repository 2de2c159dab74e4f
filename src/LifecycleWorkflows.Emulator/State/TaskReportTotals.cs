namespace LifecycleWorkflows.Emulator.State;

internal sealed record TaskReportTotals
{
    public ProcessingStatus Status { get; private init; }
    public DateTime? StartedDateTime { get; private init; }
    public DateTime? CompletedDateTime { get; private init; }
    public DateTime LastUpdatedDateTime { get; private init; }
    public int FailedUsersCount { get; private init; }
    public int SuccessfulUsersCount { get; private init; }
    public int UnprocessedUsersCount { get; private init; }
    public int TotalUsersCount { get; private init; }

    public static TaskReportTotals Of(TaskReport report)
    {
        TaskProcessingResult[] results = [.. report.Results];
        ProcessingStatus status = Aggregation.OfMany([.. results.Select(result => result.Status)]);
        int failed = results.Count(result => result.Status == ProcessingStatus.Failed);
        int successful = results.Count(result => result.Status == ProcessingStatus.Completed);
        return new()
        {
            Status = status,
            StartedDateTime = results.Min(result => result.StartedDateTime),
            CompletedDateTime = status.IsFinal ? results.Max(result => result.CompletedDateTime) : null,
            LastUpdatedDateTime = results.Max(result => (DateTime?)result.LastChange) ?? report.Run.ScheduledDateTime,
            FailedUsersCount = failed,
            SuccessfulUsersCount = successful,
            UnprocessedUsersCount = results.Length - failed - successful,
            TotalUsersCount = results.Length,
        };
    }
}
