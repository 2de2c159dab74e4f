namespace LifecycleWorkflows.Emulator.State;

/// <summary>How the status of a whole follows from the statuses of its parts.</summary>
internal static class Aggregation
{
    public static ProcessingStatus OfUser(IReadOnlyList<TaskProcessingResult> results)
    {
        if (Unfinished(results.Select(result => result.Status)) is ProcessingStatus unfinished)
            return unfinished;
        if (results.Any(result => result is { Status: ProcessingStatus.Failed, Task.ContinueOnError: false }))
            return ProcessingStatus.Failed;
        if (results.Any(result => result.Status is ProcessingStatus.Failed or ProcessingStatus.CompletedWithErrors))
            return ProcessingStatus.CompletedWithErrors;
        return results.Any(result => result.Status == ProcessingStatus.Canceled)
            ? ProcessingStatus.Canceled
            : ProcessingStatus.Completed;
    }

    // Assumption: Microsoft does not say when a run or a report counts as failed: here when nothing in it succeeded.
    public static ProcessingStatus OfMany(IReadOnlyCollection<ProcessingStatus> parts)
    {
        if (Unfinished(parts) is ProcessingStatus unfinished)
            return unfinished;
        if (parts.Any(part => part is ProcessingStatus.Failed or ProcessingStatus.CompletedWithErrors))
        {
            return parts.Any(part => part is ProcessingStatus.Completed or ProcessingStatus.CompletedWithErrors)
                ? ProcessingStatus.CompletedWithErrors
                : ProcessingStatus.Failed;
        }
        return parts.Count > 0 && parts.All(part => part == ProcessingStatus.Canceled)
            ? ProcessingStatus.Canceled
            : ProcessingStatus.Completed;
    }

    private static ProcessingStatus? Unfinished(IEnumerable<ProcessingStatus> parts)
    {
        bool any = false,
            allQueued = true,
            allFinal = true;
        foreach (ProcessingStatus part in parts)
        {
            if (part is ProcessingStatus.Quarantined or ProcessingStatus.Canceling)
                return part;
            any = true;
            allQueued &= part == ProcessingStatus.Queued;
            allFinal &= part.IsFinal;
        }
        if (allFinal)
            return null;
        return any && allQueued ? ProcessingStatus.Queued : ProcessingStatus.InProgress;
    }
}
