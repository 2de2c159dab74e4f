using LifecycleWorkflows.Emulator.Callouts;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>
/// Runs the tasks of one user one after the other, as far as they go without time or an answer from outside.
/// </summary>
internal sealed class TaskSequence(Agenda agenda, CalloutDesk callouts, LiveSettings settings)
{
    private const string NoCallback =
        "The custom task extension did not answer in the time that its callback configuration gives it.";

    public void Complete(TaskProcessingResult result, DateTime now)
    {
        Finish(result, ProcessingStatus.Completed, now);
        Advance(result.Owner, now);
    }

    public void Fail(TaskProcessingResult result, string failureReason, DateTime now)
    {
        result.FailureReason = failureReason;
        Finish(result, ProcessingStatus.Failed, now);
        Advance(result.Owner, now);
    }

    /// <summary>Starts what is queued, in order, up to a task that is not done at once.</summary>
    public void Advance(UserProcessingResult userResult, DateTime now)
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

    private void Start(TaskProcessingResult result, DateTime now)
    {
        result.Status = ProcessingStatus.InProgress;
        result.StartedDateTime = now;
        bool called = CallOut(result, now);
        if (result.Task.WaitsForCallback)
        {
            if (result.Task.Extension!.Rules.CallbackWithin is TimeSpan timeout)
                agenda.Add(now + timeout, due => IfInProgress(result, () => Fail(result, NoCallback, due)));
        }
        else if (!called)
        {
            CompleteInTime(result, now);
        }
    }

    private void CompleteInTime(TaskProcessingResult result, DateTime now)
    {
        if (settings.Current.TaskDuration > TimeSpan.Zero)
            agenda.Add(now + settings.Current.TaskDuration, due => IfInProgress(result, () => Complete(result, due)));
        else
            Finish(result, ProcessingStatus.Completed, now);
    }

    /// <summary>
    /// Calls the extension of the task, and tells whether anybody will be reached; what hangs below a template calls
    /// nobody.
    /// </summary>
    private bool CallOut(TaskProcessingResult result, DateTime now)
    {
        if (result is not { Task.Extension: CustomTaskExtension extension, Owner.Run: Run run })
            return false;
        Callout callout = new(
            CalloutKind.TaskProcessingResult,
            extension.Id,
            TaskCalloutBody.Of(result, extension, run)
        )
        {
            Rules = extension.Rules,
            CreatedDateTime = now,
            TargetId = result.Id,
            Outcome = () => result.Status.WireName,
            WhenTaken = time =>
                IfInProgress(
                    result,
                    () =>
                    {
                        if (!extension.WaitsForCallback)
                            Complete(result, time);
                    }
                ),
            WhenNotTaken = (reason, time) =>
                IfInProgress(
                    result,
                    () => Fail(result, $"The custom task extension could not be called: {reason}", time)
                ),
        };
        return callouts.Place(callout, extension.CalloutEndpoint);
    }

    // What was foreseen may have been overtaken: by an answer, by a timeout, or from the control surface.
    private static void IfInProgress(TaskProcessingResult result, Action act)
    {
        if (result.Status == ProcessingStatus.InProgress)
            act();
    }

    private static void Finish(TaskProcessingResult result, ProcessingStatus status, DateTime now)
    {
        result.Status = status;
        result.CompletedDateTime = now;
    }
}
