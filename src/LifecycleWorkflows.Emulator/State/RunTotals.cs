namespace LifecycleWorkflows.Emulator.State;

internal sealed record RunTotals
{
    public ProcessingStatus Status { get; private init; }
    public DateTime? CompletedDateTime { get; private init; }
    public DateTime? LastUpdatedDateTime { get; private init; }
    public int FailedTasksCount { get; private init; }
    public int FailedUsersCount { get; private init; }
    public int SuccessfulUsersCount { get; private init; }
    public int TotalTasksCount { get; private init; }
    public int TotalUnprocessedTasksCount { get; private init; }
    public int TotalUsersCount { get; private init; }

    public static RunTotals Of(Run run)
    {
        ProcessingStatus[] users = [.. run.UserResults.Select(userResult => userResult.Status)];
        ProcessingStatus status = Aggregation.OfMany(users);
        // Assumption: a run that was canceled is canceled, whatever was done before.
        if (run.IsCanceled && status.IsFinal)
            status = ProcessingStatus.Canceled;
        return new()
        {
            Status = status,
            CompletedDateTime = status.IsFinal
                ? run.Results.Max(result => result.CompletedDateTime) ?? run.StartedDateTime
                : null,
            LastUpdatedDateTime = run.Results.Max(result => (DateTime?)result.LastChange) ?? run.StartedDateTime,
            FailedTasksCount = run.UserResults.Sum(userResult => userResult.FailedTasksCount),
            FailedUsersCount = users.Count(user => user.IsFailure),
            SuccessfulUsersCount = users.Count(user => user == ProcessingStatus.Completed),
            TotalTasksCount = run.UserResults.Sum(userResult => userResult.TotalTasksCount),
            TotalUnprocessedTasksCount = run.UserResults.Sum(userResult => userResult.TotalUnprocessedTasksCount),
            TotalUsersCount = users.Length,
        };
    }
}
