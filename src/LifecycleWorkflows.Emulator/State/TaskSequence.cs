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
        End(result, failureReason: null, now);
        Advance(result.Owner, now);
    }

    public void Fail(TaskProcessingResult result, string failureReason, DateTime now)
    {
        End(result, failureReason, now);
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
        if (userResult is { Run: { IsPreview: false } run, Status.IsFailure: true })
            Watch(run, now);
    }

    /// <summary>Gives what a user still has before them another status: it goes no further.</summary>
    public static void Stop(UserProcessingResult userResult, ProcessingStatus status, DateTime now)
    {
        foreach (TaskProcessingResult result in userResult.Results.Where(result => !result.Status.IsFinal))
        {
            if (status.IsFinal)
                Finish(result, status, now);
            else
                result.Status = status;
        }
        userResult.NotifyChanged();
    }

    // Assumption: a threshold is about the users of one run. What is queued when a workflow is quarantined is
    // quarantined with it; what is in progress goes on.
    private static void Watch(Run run, DateTime now)
    {
        Workflow workflow = run.Workflow;
        if (workflow.Quarantine is not null || workflow.QuarantineRule?.Judge(run, now) is not Quarantine quarantine)
            return;
        workflow.Quarantine = quarantine;
        foreach (UserProcessingResult queued in workflow.QueuedUserResults.ToArray())
            Stop(queued, ProcessingStatus.Quarantined, now);
    }

    private void Start(TaskProcessingResult result, DateTime now)
    {
        result.Status = ProcessingStatus.InProgress;
        result.StartedDateTime = now;
        if (ForeseenFailure(result) is string reason)
        {
            EndInTime(result, reason, now);
            return;
        }
        bool called = CallOut(result, now);
        if (result.Task.WaitsForCallback && !IsPreview(result))
        {
            if (result.Task.Extension!.Rules.CallbackWithin is TimeSpan timeout)
                agenda.Add(now + timeout, due => IfInProgress(result, () => Fail(result, NoCallback, due)));
        }
        else if (!called)
        {
            EndInTime(result, failureReason: null, now);
        }
    }

    /// <summary>Why the task fails for this user, if it does; only what is real uses a failure up.</summary>
    private static string? ForeseenFailure(TaskProcessingResult result)
    {
        if (result.Task.ConfigurationError is string error)
            return error;
        TaskFailure? failure = result.Task.FailureFor(result.Subject);
        if (!IsPreview(result))
            failure?.Spend();
        return failure?.Reason;
    }

    private static bool IsPreview(TaskProcessingResult result) => result.Owner.Run is { IsPreview: true };

    /// <summary>Ends a task after the time that tasks take: well, or with the reason why not.</summary>
    private void EndInTime(TaskProcessingResult result, string? failureReason, DateTime now)
    {
        if (settings.Current.TaskDuration > TimeSpan.Zero)
        {
            agenda.Add(
                now + settings.Current.TaskDuration,
                due =>
                    IfInProgress(
                        result,
                        () =>
                        {
                            End(result, failureReason, due);
                            Advance(result.Owner, due);
                        }
                    )
            );
        }
        else
        {
            End(result, failureReason, now);
        }
    }

    /// <summary>
    /// Calls the extension of the task, and tells whether anybody will be reached; previews and what hangs below a
    /// template call nobody.
    /// </summary>
    private bool CallOut(TaskProcessingResult result, DateTime now)
    {
        if (result is not { Task.Extension: CustomTaskExtension extension, Owner.Run: { IsPreview: false } run })
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

    private static void End(TaskProcessingResult result, string? failureReason, DateTime now)
    {
        result.FailureReason = failureReason;
        Finish(result, failureReason is null ? ProcessingStatus.Completed : ProcessingStatus.Failed, now);
    }

    private static void Finish(TaskProcessingResult result, ProcessingStatus status, DateTime now)
    {
        result.Status = status;
        result.CompletedDateTime = now;
    }
}
