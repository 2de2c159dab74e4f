using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Insights;

// Assumption: Microsoft does not say what counts as failed in a summary. Here a run or a user is successful when
// completed, and failed when failed or completedWithErrors, as the figures of a run have it.

/// <summary>Graph's runSummary.</summary>
internal sealed record RunsSummary(
    int FailedRuns,
    int FailedTasks,
    int SuccessfulRuns,
    int TotalRuns,
    int TotalTasks,
    int TotalUsers
)
{
    public static RunsSummary Of(IEnumerable<Run> runs, Period period)
    {
        RunTotals[] totals = [.. Within(runs, period).Select(run => run.Totals)];
        return new(
            totals.Count(run => run.Status.IsFailure),
            totals.Sum(run => run.FailedTasksCount),
            totals.Count(run => run.Status == ProcessingStatus.Completed),
            totals.Length,
            totals.Sum(run => run.TotalTasksCount),
            totals.Sum(run => run.TotalUsersCount)
        );
    }

    public static IEnumerable<Run> Within(IEnumerable<Run> runs, Period period) =>
        runs.Where(run => period.Includes(run.StartedDateTime, run.ScheduledDateTime));
}

/// <summary>Graph's userSummary.</summary>
internal sealed record UsersSummary(
    int FailedTasks,
    int FailedUsers,
    int SuccessfulUsers,
    int TotalTasks,
    int TotalUsers
)
{
    public static UsersSummary Of(IEnumerable<UserProcessingResult> userResults, Period period)
    {
        UserProcessingResult[] within =
        [
            .. userResults.Where(userResult =>
                period.Includes(userResult.StartedDateTime, userResult.ScheduledDateTime)
            ),
        ];
        return new(
            within.Sum(userResult => userResult.FailedTasksCount),
            within.Count(userResult => userResult.Status.IsFailure),
            within.Count(userResult => userResult.Status == ProcessingStatus.Completed),
            within.Sum(userResult => userResult.TotalTasksCount),
            within.Length
        );
    }
}

/// <summary>Graph's taskReportSummary.</summary>
internal sealed record ReportsSummary(int FailedTasks, int SuccessfulTasks, int TotalTasks, int UnprocessedTasks)
{
    public static ReportsSummary Of(IEnumerable<TaskReport> reports, Period period)
    {
        TaskReportTotals[] totals =
        [
            .. reports
                .Where(report => period.Includes(report.Totals.StartedDateTime, report.Run.ScheduledDateTime))
                .Select(report => report.Totals),
        ];
        return new(
            totals.Sum(report => report.FailedUsersCount),
            totals.Sum(report => report.SuccessfulUsersCount),
            totals.Sum(report => report.TotalUsersCount),
            totals.Sum(report => report.UnprocessedUsersCount)
        );
    }
}

/// <summary>Graph's workflowsInsightsSummary.</summary>
internal sealed record WorkflowsSummary(RunsSummary Runs, int SuccessfulTasks, int FailedUsers, int SuccessfulUsers)
{
    public static WorkflowsSummary Of(Tenant tenant, Period period)
    {
        Run[] runs = [.. RunsSummary.Within(tenant.Workflows.SelectMany(workflow => workflow.Runs), period)];
        return new(
            RunsSummary.Of(runs, period),
            runs.Sum(run => run.Results.Count(result => result.Status == ProcessingStatus.Completed)),
            runs.Sum(run => run.Totals.FailedUsersCount),
            runs.Sum(run => run.Totals.SuccessfulUsersCount)
        );
    }
}

/// <summary>Graph's workflowsInsightsByCategory.</summary>
internal sealed record CategorySummary(RunsSummary Joiner, RunsSummary Leaver, RunsSummary Mover)
{
    public static CategorySummary Of(Tenant tenant, Period period)
    {
        RunsSummary For(string category) =>
            RunsSummary.Of(
                tenant
                    .Workflows.Where(workflow => workflow.Content.Category == category)
                    .SelectMany(workflow => workflow.Runs),
                period
            );
        return new(For("joiner"), For("leaver"), For("mover"));
    }
}

/// <summary>Graph's topWorkflowsInsightsSummary.</summary>
internal sealed record TopWorkflow(Workflow Workflow, RunsSummary Runs, int FailedUsers, int SuccessfulUsers)
{
    public static IEnumerable<TopWorkflow> Of(Tenant tenant, Period period) =>
        from workflow in tenant.Workflows
        let runs = RunsSummary.Within(workflow.Runs, period).ToArray()
        where runs.Length > 0
        orderby runs.Length descending, workflow.Id
        select new TopWorkflow(
            workflow,
            RunsSummary.Of(runs, period),
            runs.Sum(run => run.Totals.FailedUsersCount),
            runs.Sum(run => run.Totals.SuccessfulUsersCount)
        );
}

/// <summary>Graph's topTasksInsightsSummary.</summary>
internal sealed record TopTask(
    TaskDefinition Definition,
    int FailedTasks,
    int FailedUsers,
    int SuccessfulTasks,
    int SuccessfulUsers,
    int TotalTasks,
    int TotalUsers
)
{
    public static IEnumerable<TopTask> Of(Tenant tenant, Period period) =>
        from run in RunsSummary.Within(tenant.Workflows.SelectMany(workflow => workflow.Runs), period)
        from result in run.Results
        group result by result.Task.Definition into results
        orderby results.Count() descending, results.Key.Id
        select new TopTask(
            results.Key,
            results.Count(IsFailed),
            results.Where(IsFailed).Select(result => result.Subject.Id).Distinct().Count(),
            results.Count(IsCompleted),
            results.Where(IsCompleted).Select(result => result.Subject.Id).Distinct().Count(),
            results.Count(),
            results.Select(result => result.Subject.Id).Distinct().Count()
        );

    private static bool IsFailed(TaskProcessingResult result) => result.Status.IsFailure;

    private static bool IsCompleted(TaskProcessingResult result) => result.Status == ProcessingStatus.Completed;
}
