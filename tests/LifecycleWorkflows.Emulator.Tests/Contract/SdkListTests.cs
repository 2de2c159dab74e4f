using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.IdentityGovernance;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>Everything else that can be listed and read, as the SDK's models see it.</summary>
public sealed class SdkListTests : SdkTest
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 11, 30, 12, 30, 15, 123, TimeSpan.FromHours(2));

    private LifecycleWorkflowsRequestBuilder Container => V1.IdentityGovernance.LifecycleWorkflows;

    private WorkflowItemRequestBuilder Workflow => Container.Workflows[TestSeed.Workflow];

    [Fact]
    public async Task Workflows()
    {
        Workflow workflow = Assert.Single((await Container.Workflows.GetAsync(cancellationToken: Ct))!.Value!);

        Assert.Equal(TestSeed.Workflow, workflow.Id);
        Assert.Equal(LifecycleWorkflowCategory.Joiner, workflow.Category);
        Assert.Equal(1, workflow.Version);
        Assert.Equal(Clock.Now - TimeSpan.FromDays(2), workflow.CreatedDateTime);
        Assert.Equal(TestSeed.Workflow, (await Workflow.GetAsync(cancellationToken: Ct))!.Id);
        Assert.Equal("Adele Vance", (await Workflow.CreatedBy.GetAsync(cancellationToken: Ct))!.DisplayName);
        Assert.Equal(1, await Container.Workflows.Count.GetAsync(cancellationToken: Ct));
    }

    [Fact]
    public async Task Deleted_workflows()
    {
        Workflow workflow = Assert.Single(
            (await Container.DeletedItems.Workflows.GetAsync(cancellationToken: Ct))!.Value!
        );

        Assert.Equal(Clock.Now - TimeSpan.FromHours(1), workflow.DeletedDateTime);
        Assert.Equal(
            TestSeed.DeletedWorkflow,
            (await Container.DeletedItems.Workflows[TestSeed.DeletedWorkflow].GetAsync(cancellationToken: Ct))!.Id
        );
    }

    [Fact]
    public async Task Versions()
    {
        Assert.Equal(1, Assert.Single((await Workflow.Versions.GetAsync(cancellationToken: Ct))!.Value!).VersionNumber);
        Assert.Equal("Workflow", (await Workflow.Versions[1].GetAsync(cancellationToken: Ct))!.DisplayName);
        Assert.Equal(2, (await Workflow.Versions[1].Tasks.GetAsync(cancellationToken: Ct))!.Value!.Count);
    }

    [Fact]
    public async Task Tasks()
    {
        List<TaskObject> tasks = (await Workflow.Tasks.GetAsync(cancellationToken: Ct))!.Value!;

        Assert.Equal([TestSeed.WaitTask, TestSeed.MailTask], tasks.Select(task => task.Id));
        Assert.Equal([1, 2], tasks.Select(task => task.ExecutionSequence));
        Assert.Equal("customTaskExtensionID", tasks[0].Arguments![0].Name);
        Assert.True((await Workflow.Tasks[TestSeed.MailTask].GetAsync(cancellationToken: Ct))!.IsEnabled);
    }

    [Fact]
    public async Task Runs()
    {
        Run run = Assert.Single((await Workflow.Runs.GetAsync(cancellationToken: Ct))!.Value!);

        Assert.Equal(LifecycleWorkflowProcessingStatus.InProgress, run.ProcessingStatus);
        Assert.Equal(WorkflowExecutionType.Scheduled, run.WorkflowExecutionType);
        Assert.Equal((1, 2, 2), (run.TotalUsersCount, run.TotalTasksCount, run.TotalUnprocessedTasksCount));
        Assert.Equal(TestSeed.Run, (await Workflow.Runs[TestSeed.Run].GetAsync(cancellationToken: Ct))!.Id);
    }

    [Fact]
    public async Task User_processing_results()
    {
        UserProcessingResult userResult = Assert.Single(
            (await Workflow.UserProcessingResults.GetAsync(cancellationToken: Ct))!.Value!
        );

        Assert.Equal(TestSeed.User, userResult.Subject!.Id);
        Assert.Equal(
            userResult.Id,
            (
                await Workflow
                    .Runs[TestSeed.Run]
                    .UserProcessingResults[TestSeed.UserResult]
                    .GetAsync(cancellationToken: Ct)
            )!.Id
        );
        Assert.Equal(
            "Adele Vance",
            (
                await Workflow.UserProcessingResults[TestSeed.UserResult].Subject.GetAsync(cancellationToken: Ct)
            )!.DisplayName
        );
    }

    [Fact]
    public async Task Task_reports()
    {
        List<TaskReport> reports = (await Workflow.TaskReports.GetAsync(cancellationToken: Ct))!.Value!;

        Assert.All(reports, report => Assert.Equal(TestSeed.Run, report.RunId));
        Assert.Equal(
            "Create mailbox",
            (
                await Workflow
                    .TaskReports[reports.Single(report => report.Task!.Id == TestSeed.WaitTask).Id]
                    .Task.GetAsync(cancellationToken: Ct)
            )!.DisplayName
        );
        Assert.Equal(
            reports[0].TaskDefinition!.Id,
            (await Workflow.TaskReports[reports[0].Id].TaskDefinition.GetAsync(cancellationToken: Ct))!.Id
        );
    }

    [Fact]
    public async Task Execution_scope() =>
        Assert.Empty((await Workflow.ExecutionScope.GetAsync(cancellationToken: Ct))!.Value!);

    [Fact]
    public async Task Templates()
    {
        WorkflowTemplate template = Assert.Single(
            (await Container.WorkflowTemplates.GetAsync(cancellationToken: Ct))!.Value!
        );

        Assert.Equal(
            template.DisplayName,
            (await Container.WorkflowTemplates[TestSeed.Template].GetAsync(cancellationToken: Ct))!.DisplayName
        );
        Assert.Equal(
            2,
            (await Container.WorkflowTemplates[TestSeed.Template].Tasks.GetAsync(cancellationToken: Ct))!.Value!.Count
        );
    }

    [Fact]
    public async Task Task_definitions()
    {
        List<TaskDefinition> definitions = (await Container.TaskDefinitions.GetAsync(cancellationToken: Ct))!.Value!;

        Assert.Equal(2, definitions.Count);
        Assert.Equal(
            definitions[0].DisplayName,
            (await Container.TaskDefinitions[definitions[0].Id].GetAsync(cancellationToken: Ct))!.DisplayName
        );
    }

    [Fact]
    public async Task Custom_task_extensions()
    {
        CustomTaskExtension extension = (
            await Container
                .CustomTaskExtensions["e1"]
                .GetAsync(request => request.QueryParameters.Expand = ["createdBy"], Ct)
        )!;

        Assert.Equal(TimeSpan.FromHours(1), extension.CallbackConfiguration!.TimeoutDuration);
        Assert.Equal("Adele Vance", extension.CreatedBy!.DisplayName);
        Assert.Equal(2, (await Container.CustomTaskExtensions.GetAsync(cancellationToken: Ct))!.Value!.Count);
    }

    [Fact]
    public async Task The_container_its_settings_and_its_insights()
    {
        LifecycleWorkflowsContainer container = (
            await Container.GetAsync(request => request.QueryParameters.Expand = ["workflows", "settings"], Ct)
        )!;

        Assert.Equal(TestSeed.Workflow, Assert.Single(container.Workflows!).Id);
        Assert.Equal(3, container.Settings!.WorkflowScheduleIntervalInHours);
        Assert.Equal(
            "contoso.com",
            (await Container.Settings.GetAsync(cancellationToken: Ct))!.EmailSettings!.SenderDomain
        );
        Assert.NotNull((await Container.Insights.GetAsync(cancellationToken: Ct))!.Id);
        Assert.NotNull((await Container.DeletedItems.GetAsync(cancellationToken: Ct))!.Id);
    }

    [Fact]
    public async Task Summaries_of_runs()
    {
        RunSummary summary = (
            await Workflow
                .Runs.MicrosoftGraphIdentityGovernanceSummaryWithStartDateTimeWithEndDateTime(End, Start)
                .GetAsync(cancellationToken: Ct)
        )!;

        Assert.Equal((1, 1, 2, 0), (summary.TotalRuns, summary.TotalUsers, summary.TotalTasks, summary.FailedRuns));
    }

    [Fact]
    public async Task Summaries_of_users()
    {
        UserSummary ofWorkflow = (
            await Workflow
                .UserProcessingResults.MicrosoftGraphIdentityGovernanceSummaryWithStartDateTimeWithEndDateTime(
                    End,
                    Start
                )
                .GetAsync(cancellationToken: Ct)
        )!;
        UserSummary ofRun = (
            await Workflow
                .Runs[TestSeed.Run]
                .UserProcessingResults.MicrosoftGraphIdentityGovernanceSummaryWithStartDateTimeWithEndDateTime(
                    End,
                    Start
                )
                .GetAsync(cancellationToken: Ct)
        )!;

        Assert.Equal((1, 2), (ofWorkflow.TotalUsers, ofWorkflow.TotalTasks));
        Assert.Equal((1, 2), (ofRun.TotalUsers, ofRun.TotalTasks));
    }

    [Fact]
    public async Task Summaries_of_task_reports()
    {
        TaskReportSummary summary = (
            await Workflow
                .TaskReports.MicrosoftGraphIdentityGovernanceSummaryWithStartDateTimeWithEndDateTime(End, Start)
                .GetAsync(cancellationToken: Ct)
        )!;

        Assert.Equal((2, 2), (summary.TotalTasks, summary.UnprocessedTasks));
    }

    [Fact]
    public async Task Insights_by_period()
    {
        var insights = Container.Insights;

        Assert.Equal(
            2,
            (
                await insights
                    .MicrosoftGraphIdentityGovernanceWorkflowsProcessedSummaryWithStartDateTimeWithEndDateTime(
                        End,
                        Start
                    )
                    .GetAsync(cancellationToken: Ct)
            )!.TotalRuns
        );
        Assert.Equal(
            2,
            (
                await insights
                    .MicrosoftGraphIdentityGovernanceWorkflowsProcessedByCategoryWithStartDateTimeWithEndDateTime(
                        End,
                        Start
                    )
                    .GetAsync(cancellationToken: Ct)
            )!.TotalJoinerRuns
        );
        Assert.Equal(
            2,
            (
                await insights
                    .MicrosoftGraphIdentityGovernanceTopTasksProcessedSummaryWithStartDateTimeWithEndDateTime(
                        End,
                        Start
                    )
                    .GetAsTopTasksProcessedSummaryWithStartDateTimeWithEndDateTimeGetResponseAsync(
                        cancellationToken: Ct
                    )
            )!
                .Value!
                .Count
        );
        Assert.Equal(
            2,
            (
                await insights
                    .MicrosoftGraphIdentityGovernanceTopWorkflowsProcessedSummaryWithStartDateTimeWithEndDateTime(
                        End,
                        Start
                    )
                    .GetAsTopWorkflowsProcessedSummaryWithStartDateTimeWithEndDateTimeGetResponseAsync(
                        cancellationToken: Ct
                    )
            )!
                .Value!
                .Count
        );
    }

    [Fact]
    public async Task Assignment_requests()
    {
        var requests = V1.IdentityGovernance.EntitlementManagement.AssignmentRequests;
        AccessPackageAssignmentRequest request = (
            await requests["q/1"].GetAsync(query => query.QueryParameters.Expand = ["accessPackage", "requestor"], Ct)
        )!;

        Assert.Equal(AccessPackageRequestState.Submitted, request.State);
        Assert.Equal("Sales", request.AccessPackage!.DisplayName);
        Assert.Equal(
            CustomExtensionCalloutInstanceStatus.WaitingForCallback,
            request.CustomExtensionCalloutInstances![0].Status
        );
        Assert.Equal(2, (await requests.GetAsync(cancellationToken: Ct))!.Value!.Count);
    }

    [Fact]
    public async Task Resumes_an_assignment_request()
    {
        var request = V1.IdentityGovernance.EntitlementManagement.AssignmentRequests["q/1"];

        await request.Resume.PostAsync(
            new()
            {
                Source = "Contoso.SodCheckProcess",
                Type = "microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated",
                Data = new AccessPackageAssignmentRequestCallbackData
                {
                    Stage = AccessPackageCustomExtensionStage.AssignmentRequestCreated,
                    CustomExtensionStageInstanceId = "i1",
                    CustomExtensionStageInstanceDetail = "No conflict.",
                },
            },
            cancellationToken: Ct
        );

        Assert.Equal(AccessPackageRequestState.Delivered, (await request.GetAsync(cancellationToken: Ct))!.State);
    }
}
