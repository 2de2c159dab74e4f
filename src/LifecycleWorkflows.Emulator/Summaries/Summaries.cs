using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Summaries;

// Assumption: Microsoft does not say what counts as failed in a summary. Here a run or a user is successful when
// completed, and failed when failed or completedWithErrors, as the figures of a run have it. Previews count nowhere.

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
        runs.Where(run => !run.IsPreview && period.Includes(run.StartedDateTime, run.ScheduledDateTime));
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
                userResult.Run is not { IsPreview: true }
                && period.Includes(userResult.StartedDateTime, userResult.ScheduledDateTime)
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
                .Where(report =>
                    !report.Run.IsPreview
                    && period.Includes(report.Totals.StartedDateTime, report.Run.ScheduledDateTime)
                )
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

/// <summary>The summaries of a whole tenant, with the names that Graph gives their figures.</summary>
internal static class TenantSummaries
{
    /// <summary>Graph's workflowsInsightsSummary.</summary>
    public static object Workflows(Tenant tenant, Period period)
    {
        Run[] runs = [.. RunsSummary.Within(tenant.Workflows.SelectMany(workflow => workflow.Runs), period)];
        RunsSummary summary = RunsSummary.Of(runs, period);
        return new
        {
            summary.FailedRuns,
            summary.FailedTasks,
            FailedUsers = runs.Sum(run => run.Totals.FailedUsersCount),
            summary.SuccessfulRuns,
            SuccessfulTasks = runs.Sum(run => run.Results.Count(IsCompleted)),
            SuccessfulUsers = runs.Sum(run => run.Totals.SuccessfulUsersCount),
            summary.TotalRuns,
            summary.TotalTasks,
            summary.TotalUsers,
        };
    }

    /// <summary>Graph's workflowsInsightsByCategory.</summary>
    public static object Categories(Tenant tenant, Period period)
    {
        RunsSummary Of(string category) =>
            RunsSummary.Of(
                tenant
                    .Workflows.Where(workflow => workflow.Content.Category == category)
                    .SelectMany(workflow => workflow.Runs),
                period
            );
        (RunsSummary joiner, RunsSummary leaver, RunsSummary mover) = (Of("joiner"), Of("leaver"), Of("mover"));
        return new
        {
            FailedJoinerRuns = joiner.FailedRuns,
            FailedLeaverRuns = leaver.FailedRuns,
            FailedMoverRuns = mover.FailedRuns,
            SuccessfulJoinerRuns = joiner.SuccessfulRuns,
            SuccessfulLeaverRuns = leaver.SuccessfulRuns,
            SuccessfulMoverRuns = mover.SuccessfulRuns,
            TotalJoinerRuns = joiner.TotalRuns,
            TotalLeaverRuns = leaver.TotalRuns,
            TotalMoverRuns = mover.TotalRuns,
        };
    }

    /// <summary>Graph's topWorkflowsInsightsSummary.</summary>
    public static IEnumerable<object> TopWorkflows(Tenant tenant, Period period, WireOptions options) =>
        from workflow in tenant.Workflows
        let runs = RunsSummary.Within(workflow.Runs, period).ToArray()
        where runs.Length > 0
        orderby runs.Length descending, workflow.Id
        let summary = RunsSummary.Of(runs, period)
        select new
        {
            summary.FailedRuns,
            FailedUsers = runs.Sum(run => run.Totals.FailedUsersCount),
            summary.SuccessfulRuns,
            SuccessfulUsers = runs.Sum(run => run.Totals.SuccessfulUsersCount),
            summary.TotalRuns,
            summary.TotalUsers,
            WorkflowCategory = EnumTypes.WorkflowCategory.Shown(
                workflow.Content.Category,
                options.IncludeUnknownEnumMembers
            ),
            WorkflowDisplayName = workflow.Content.DisplayName,
            WorkflowId = workflow.Id,
            WorkflowVersion = workflow.Current.VersionNumber,
        };

    /// <summary>Graph's topTasksInsightsSummary.</summary>
    public static IEnumerable<object> TopTasks(Tenant tenant, Period period) =>
        from run in RunsSummary.Within(tenant.Workflows.SelectMany(workflow => workflow.Runs), period)
        from result in run.Results
        group result by result.Task.Definition into results
        orderby results.Count() descending, results.Key.Id
        let failed = results.Where(result => result.Status.IsFailure).ToArray()
        let completed = results.Where(IsCompleted).ToArray()
        select new
        {
            FailedTasks = failed.Length,
            FailedUsers = Users(failed),
            SuccessfulTasks = completed.Length,
            SuccessfulUsers = Users(completed),
            TaskDefinitionDisplayName = results.Key.DisplayName,
            TaskDefinitionId = results.Key.Id,
            TotalTasks = results.Count(),
            TotalUsers = Users(results),
        };

    private static bool IsCompleted(TaskProcessingResult result) => result.Status == ProcessingStatus.Completed;

    private static int Users(IEnumerable<TaskProcessingResult> results) =>
        results.Select(result => result.Subject.Id).Distinct().Count();
}
