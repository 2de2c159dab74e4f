namespace LifecycleWorkflows.Emulator.State;

/// <summary>Makes runs, begins them when it is their time, and ends them before it.</summary>
internal sealed class RunSequence(Agenda agenda, TaskSequence tasks, LiveSettings settings)
{
    /// <summary>Accepts a run, which exists at once or after the time that this takes.</summary>
    public void Queue(RunPlan plan, DateTime now)
    {
        TimeSpan delay = settings.Current.StartDelay.Next();
        if (delay > TimeSpan.Zero)
            agenda.Add(now + delay, due => Add(plan, due));
        else
            Add(plan, now);
    }

    private void Add(RunPlan plan, DateTime now)
    {
        Run run = Build(plan, now);
        foreach (UserProcessingResult earlier in plan.Reprocessed)
            earlier.AddReprocessed(run);
        foreach (Run earlier in plan.Reprocessed.Select(userResult => userResult.Run!).Distinct())
            earlier.AddReprocessed(run);
        if (settings.Current.QueueDuration > TimeSpan.Zero)
            agenda.Add(now + settings.Current.QueueDuration, due => Begin(run, due));
        else
            Begin(run, now);
    }

    /// <summary>Stops a run: what has not ended is canceling, and canceled after the time that this takes.</summary>
    public void Cancel(Run run, DateTime now)
    {
        run.IsCanceled = true;
        if (settings.Current.CancelDuration == TimeSpan.Zero)
        {
            Stop(run, ProcessingStatus.Canceled, now);
            return;
        }
        Stop(run, ProcessingStatus.Canceling, now);
        agenda.Add(now + settings.Current.CancelDuration, due => Stop(run, ProcessingStatus.Canceled, due));
    }

    /// <summary>Cancels what a workflow has not begun with.</summary>
    public static void CancelQueued(Workflow workflow, DateTime now)
    {
        foreach (UserProcessingResult userResult in workflow.QueuedUserResults.ToArray())
            TaskSequence.Stop(userResult, ProcessingStatus.Canceled, now);
    }

    private static void Stop(Run run, ProcessingStatus status, DateTime now)
    {
        foreach (UserProcessingResult userResult in run.UserResults)
            TaskSequence.Stop(userResult, status, now);
    }

    // Assumption: a run that was started on a scope reports on the tasks that it runs, and on no others.
    private static Run Build(RunPlan plan, DateTime now)
    {
        IEnumerable<WorkflowTask>? reported = plan.Scope is null
            ? null
            : plan.Users.SelectMany(user => user.Tasks).Distinct().OrderBy(task => task.ExecutionSequence);
        Run run = new(NewId(), plan.Workflow, plan.Version, reported)
        {
            WorkflowExecutionType = plan.ExecutionType,
            ScheduledDateTime = now,
            ActivatedOnScope = plan.Scope,
        };
        plan.Workflow.TryAdd(run);
        foreach (PlannedUser user in plan.Users)
            AddUser(run, user, now);
        return run;
    }

    private static void AddUser(Run run, PlannedUser user, DateTime now)
    {
        UserProcessingResult userResult = new(NewId(), user.Subject, run.Workflow.Scope, run)
        {
            ScheduledDateTime = now,
            WorkflowExecutionType = run.WorkflowExecutionType,
            WorkflowVersion = run.Version.VersionNumber,
        };
        run.TryAdd(userResult);
        foreach (WorkflowTask task in user.Tasks)
            userResult.TryAdd(new(NewId(), task, userResult) { CreatedDateTime = now });
    }

    // A run without tasks has nothing that could be queued.
    private void Begin(Run run, DateTime now)
    {
        if (run.Totals.Status is not (ProcessingStatus.Queued or ProcessingStatus.Completed))
            return;
        run.StartedDateTime = now;
        foreach (UserProcessingResult userResult in run.UserResults)
            tasks.Advance(userResult, now);
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
