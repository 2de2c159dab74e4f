using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Insights;

/// <summary>The complex types of summaries, property by property as Microsoft's metadata has them.</summary>
internal static class InsightTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    public static EntityType<RunsSummary> Runs { get; } =
        new(Governance + "runSummary")
        {
            { "failedRuns", summary => summary.FailedRuns },
            { "failedTasks", summary => summary.FailedTasks },
            { "successfulRuns", summary => summary.SuccessfulRuns },
            { "totalRuns", summary => summary.TotalRuns },
            { "totalTasks", summary => summary.TotalTasks },
            { "totalUsers", summary => summary.TotalUsers },
        };

    public static EntityType<UsersSummary> Users { get; } =
        new(Governance + "userSummary")
        {
            { "failedTasks", summary => summary.FailedTasks },
            { "failedUsers", summary => summary.FailedUsers },
            { "successfulUsers", summary => summary.SuccessfulUsers },
            { "totalTasks", summary => summary.TotalTasks },
            { "totalUsers", summary => summary.TotalUsers },
        };

    public static EntityType<ReportsSummary> Reports { get; } =
        new(Governance + "taskReportSummary")
        {
            { "failedTasks", summary => summary.FailedTasks },
            { "successfulTasks", summary => summary.SuccessfulTasks },
            { "totalTasks", summary => summary.TotalTasks },
            { "unprocessedTasks", summary => summary.UnprocessedTasks },
        };

    public static EntityType<WorkflowsSummary> Workflows { get; } =
        new(Governance + "workflowsInsightsSummary")
        {
            { "failedRuns", summary => summary.Runs.FailedRuns },
            { "failedTasks", summary => summary.Runs.FailedTasks },
            { "failedUsers", summary => summary.FailedUsers },
            { "successfulRuns", summary => summary.Runs.SuccessfulRuns },
            { "successfulTasks", summary => summary.SuccessfulTasks },
            { "successfulUsers", summary => summary.SuccessfulUsers },
            { "totalRuns", summary => summary.Runs.TotalRuns },
            { "totalTasks", summary => summary.Runs.TotalTasks },
            { "totalUsers", summary => summary.Runs.TotalUsers },
        };

    public static EntityType<CategorySummary> Categories { get; } =
        new(Governance + "workflowsInsightsByCategory")
        {
            { "failedJoinerRuns", summary => summary.Joiner.FailedRuns },
            { "failedLeaverRuns", summary => summary.Leaver.FailedRuns },
            { "failedMoverRuns", summary => summary.Mover.FailedRuns },
            { "successfulJoinerRuns", summary => summary.Joiner.SuccessfulRuns },
            { "successfulLeaverRuns", summary => summary.Leaver.SuccessfulRuns },
            { "successfulMoverRuns", summary => summary.Mover.SuccessfulRuns },
            { "totalJoinerRuns", summary => summary.Joiner.TotalRuns },
            { "totalLeaverRuns", summary => summary.Leaver.TotalRuns },
            { "totalMoverRuns", summary => summary.Mover.TotalRuns },
        };

    public static EntityType<TopWorkflow> TopWorkflow { get; } =
        new(Governance + "topWorkflowsInsightsSummary")
        {
            { "failedRuns", top => top.Runs.FailedRuns },
            { "failedUsers", top => top.FailedUsers },
            { "successfulRuns", top => top.Runs.SuccessfulRuns },
            { "successfulUsers", top => top.SuccessfulUsers },
            { "totalRuns", top => top.Runs.TotalRuns },
            { "totalUsers", top => top.Runs.TotalUsers },
            { "workflowCategory", top => top.Workflow.Content.Category },
            { "workflowDisplayName", top => top.Workflow.Content.DisplayName },
            { "workflowId", top => top.Workflow.Id },
            { "workflowVersion", top => top.Workflow.Current.VersionNumber },
        };

    public static EntityType<TopTask> TopTask { get; } =
        new(Governance + "topTasksInsightsSummary")
        {
            { "failedTasks", top => top.FailedTasks },
            { "failedUsers", top => top.FailedUsers },
            { "successfulTasks", top => top.SuccessfulTasks },
            { "successfulUsers", top => top.SuccessfulUsers },
            { "taskDefinitionDisplayName", top => top.Definition.DisplayName },
            { "taskDefinitionId", top => top.Definition.Id },
            { "totalTasks", top => top.TotalTasks },
            { "totalUsers", top => top.TotalUsers },
        };
}
