using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Query;

namespace LifecycleWorkflows.Emulator.Insights;

/// <summary>The complex types of summaries, property by property as Microsoft's metadata has them.</summary>
internal static class InsightTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    public static ValueType<RunsSummary> Runs { get; } =
        new(
            Governance + "runSummary",
            [
                new Int32Property<RunsSummary>("failedRuns", summary => summary.FailedRuns),
                new Int32Property<RunsSummary>("failedTasks", summary => summary.FailedTasks),
                new Int32Property<RunsSummary>("successfulRuns", summary => summary.SuccessfulRuns),
                new Int32Property<RunsSummary>("totalRuns", summary => summary.TotalRuns),
                new Int32Property<RunsSummary>("totalTasks", summary => summary.TotalTasks),
                new Int32Property<RunsSummary>("totalUsers", summary => summary.TotalUsers),
            ]
        );

    public static ValueType<UsersSummary> Users { get; } =
        new(
            Governance + "userSummary",
            [
                new Int32Property<UsersSummary>("failedTasks", summary => summary.FailedTasks),
                new Int32Property<UsersSummary>("failedUsers", summary => summary.FailedUsers),
                new Int32Property<UsersSummary>("successfulUsers", summary => summary.SuccessfulUsers),
                new Int32Property<UsersSummary>("totalTasks", summary => summary.TotalTasks),
                new Int32Property<UsersSummary>("totalUsers", summary => summary.TotalUsers),
            ]
        );

    public static ValueType<ReportsSummary> Reports { get; } =
        new(
            Governance + "taskReportSummary",
            [
                new Int32Property<ReportsSummary>("failedTasks", summary => summary.FailedTasks),
                new Int32Property<ReportsSummary>("successfulTasks", summary => summary.SuccessfulTasks),
                new Int32Property<ReportsSummary>("totalTasks", summary => summary.TotalTasks),
                new Int32Property<ReportsSummary>("unprocessedTasks", summary => summary.UnprocessedTasks),
            ]
        );

    public static ValueType<WorkflowsSummary> Workflows { get; } =
        new(
            Governance + "workflowsInsightsSummary",
            [
                new Int32Property<WorkflowsSummary>("failedRuns", summary => summary.Runs.FailedRuns),
                new Int32Property<WorkflowsSummary>("failedTasks", summary => summary.Runs.FailedTasks),
                new Int32Property<WorkflowsSummary>("failedUsers", summary => summary.FailedUsers),
                new Int32Property<WorkflowsSummary>("successfulRuns", summary => summary.Runs.SuccessfulRuns),
                new Int32Property<WorkflowsSummary>("successfulTasks", summary => summary.SuccessfulTasks),
                new Int32Property<WorkflowsSummary>("successfulUsers", summary => summary.SuccessfulUsers),
                new Int32Property<WorkflowsSummary>("totalRuns", summary => summary.Runs.TotalRuns),
                new Int32Property<WorkflowsSummary>("totalTasks", summary => summary.Runs.TotalTasks),
                new Int32Property<WorkflowsSummary>("totalUsers", summary => summary.Runs.TotalUsers),
            ]
        );

    public static ValueType<CategorySummary> Categories { get; } =
        new(
            Governance + "workflowsInsightsByCategory",
            [
                new Int32Property<CategorySummary>("failedJoinerRuns", summary => summary.Joiner.FailedRuns),
                new Int32Property<CategorySummary>("failedLeaverRuns", summary => summary.Leaver.FailedRuns),
                new Int32Property<CategorySummary>("failedMoverRuns", summary => summary.Mover.FailedRuns),
                new Int32Property<CategorySummary>("successfulJoinerRuns", summary => summary.Joiner.SuccessfulRuns),
                new Int32Property<CategorySummary>("successfulLeaverRuns", summary => summary.Leaver.SuccessfulRuns),
                new Int32Property<CategorySummary>("successfulMoverRuns", summary => summary.Mover.SuccessfulRuns),
                new Int32Property<CategorySummary>("totalJoinerRuns", summary => summary.Joiner.TotalRuns),
                new Int32Property<CategorySummary>("totalLeaverRuns", summary => summary.Leaver.TotalRuns),
                new Int32Property<CategorySummary>("totalMoverRuns", summary => summary.Mover.TotalRuns),
            ]
        );

    public static ValueType<TopWorkflow> TopWorkflow { get; } =
        new(
            Governance + "topWorkflowsInsightsSummary",
            [
                new Int32Property<TopWorkflow>("failedRuns", top => top.Runs.FailedRuns),
                new Int32Property<TopWorkflow>("failedUsers", top => top.FailedUsers),
                new Int32Property<TopWorkflow>("successfulRuns", top => top.Runs.SuccessfulRuns),
                new Int32Property<TopWorkflow>("successfulUsers", top => top.SuccessfulUsers),
                new Int32Property<TopWorkflow>("totalRuns", top => top.Runs.TotalRuns),
                new Int32Property<TopWorkflow>("totalUsers", top => top.Runs.TotalUsers),
                new EnumProperty<TopWorkflow>(
                    "workflowCategory",
                    EnumTypes.WorkflowCategory,
                    top => top.Workflow.Content.Category
                ),
                new StringProperty<TopWorkflow>("workflowDisplayName", top => top.Workflow.Content.DisplayName),
                new StringProperty<TopWorkflow>("workflowId", top => top.Workflow.Id),
                new Int32Property<TopWorkflow>("workflowVersion", top => top.Workflow.Current.VersionNumber),
            ]
        );

    public static ValueType<TopTask> TopTask { get; } =
        new(
            Governance + "topTasksInsightsSummary",
            [
                new Int32Property<TopTask>("failedTasks", top => top.FailedTasks),
                new Int32Property<TopTask>("failedUsers", top => top.FailedUsers),
                new Int32Property<TopTask>("successfulTasks", top => top.SuccessfulTasks),
                new Int32Property<TopTask>("successfulUsers", top => top.SuccessfulUsers),
                new StringProperty<TopTask>("taskDefinitionDisplayName", top => top.Definition.DisplayName),
                new StringProperty<TopTask>("taskDefinitionId", top => top.Definition.Id),
                new Int32Property<TopTask>("totalTasks", top => top.TotalTasks),
                new Int32Property<TopTask>("totalUsers", top => top.TotalUsers),
            ]
        );
}
