namespace LifecycleWorkflows.Emulator.State;

/// <summary>Runs the tasks of one user one after the other, as far as they go without an answer from outside.</summary>
internal static class TaskSequence
{
    public static void Complete(TaskProcessingResult result, DateTime now)
    {
        Finish(result, ProcessingStatus.Completed, now);
        Advance(result.Owner, now);
    }

    public static void Fail(TaskProcessingResult result, string failureReason, DateTime now)
    {
        result.FailureReason = failureReason;
        Finish(result, ProcessingStatus.Failed, now);
        Advance(result.Owner, now);
    }

    /// <summary>Starts what is queued, in order, up to a task that waits for a callback.</summary>
    public static void Advance(UserProcessingResult userResult, DateTime now)
    {
        bool stopped = false;
        foreach (TaskProcessingResult result in userResult.Results)
        {
            if (result.Status == ProcessingStatus.Queued)
            {
                // Assumption: what comes after a failed task that must not fail is canceled, not failed.
                if (stopped)
                    Finish(result, ProcessingStatus.Canceled, now);
                else
                    Start(result, now);
            }
            if (!result.Status.IsFinal)
                break;
            stopped |= result is { Status: ProcessingStatus.Failed, Task.ContinueOnError: false };
        }
        userResult.NotifyChanged();
    }

    private static void Start(TaskProcessingResult result, DateTime now)
    {
        result.StartedDateTime = now;
        if (result.Task.WaitsForCallback)
            result.Status = ProcessingStatus.InProgress;
        else
            Finish(result, ProcessingStatus.Completed, now);
    }

    private static void Finish(TaskProcessingResult result, ProcessingStatus status, DateTime now)
    {
        result.Status = status;
        result.CompletedDateTime = now;
    }
}
