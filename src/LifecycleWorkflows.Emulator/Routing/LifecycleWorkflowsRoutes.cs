using System.Globalization;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Actions;
using LifecycleWorkflows.Emulator.Entities;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;
using LifecycleWorkflows.Emulator.Summaries;

namespace LifecycleWorkflows.Emulator.Routing;

/// <summary>Everything below /identityGovernance/lifecycleWorkflows.</summary>
internal static class LifecycleWorkflowsRoutes
{
    private const string Namespace = "microsoft.graph.identityGovernance";

    public static void Map(Route<Tenant> container, GraphVersion version)
    {
        container
            .ReadWith(Permissions.Everything)
            .ChangeWith(Permissions.ChangeEverything)
            .Entity(ContainerTypes.Container, tenant => tenant);
        MapWorkflow(
            container.Collection(
                "workflows",
                EntityTypes.Workflow,
                tenant => ResourceSet.Of(tenant.LiveWorkflows, workflow => workflow.Id),
                Permissions.WorkflowBasics
            ),
            version,
            deleted: false
        );
        Route<Tenant> deletedItems = container
            .Segment("deletedItems")
            .Entity(ContainerTypes.DeletedItems, tenant => tenant);
        MapWorkflow(
            deletedItems.Collection(
                "workflows",
                EntityTypes.Workflow,
                tenant => ResourceSet.Of(tenant.DeletedWorkflows, workflow => workflow.Id),
                Permissions.Workflows
            ),
            version,
            deleted: true
        );
        MapTasks(
            container.Collection(
                "workflowTemplates",
                EntityTypes.WorkflowTemplate,
                tenant => ResourceSet.Of(tenant.WorkflowTemplates, template => template.Id)
            ),
            template => ResourceSet.Of(template.Tasks, task => task.Id),
            Permissions.Everything
        );
        container.Collection(
            "taskDefinitions",
            EntityTypes.TaskDefinition,
            tenant => ResourceSet.Of(tenant.TaskDefinitions, definition => definition.Id)
        );
        container
            .Collection(
                "customTaskExtensions",
                EntityTypes.CustomTaskExtension,
                tenant => ResourceSet.Of(tenant.CustomTaskExtensions, extension => extension.Id),
                Permissions.CustomExtensions
            )
            .Navigation("createdBy", EntityTypes.User, extension => extension.CreatedBy)
            .Navigation("lastModifiedBy", EntityTypes.User, extension => extension.LastModifiedBy);
        container.Navigation("settings", ContainerTypes.Settings, tenant => tenant.Settings);
        MapInsights(container.Segment("insights"));
    }

    private static void MapInsights(Route<Tenant> insights) =>
        insights
            .ReadWith(Permissions.Reports)
            .Entity(ContainerTypes.Insights, tenant => tenant)
            .Function(
                "workflowsProcessedSummary",
                Namespace,
                (call, tenant) =>
                    call.Value("workflowsInsightsSummary", TenantSummaries.Workflows(tenant, Period.Of(call)))
            )
            .Function(
                "workflowsProcessedByCategory",
                Namespace,
                (call, tenant) =>
                    call.Value("workflowsInsightsByCategory", TenantSummaries.Categories(tenant, Period.Of(call)))
            )
            .Function(
                "topWorkflowsProcessedSummary",
                Namespace,
                (call, tenant) =>
                    call.Values(
                        "topWorkflowsInsightsSummary",
                        TenantSummaries.TopWorkflows(tenant, Period.Of(call), call.WireOptions)
                    )
            )
            .Function(
                "topTasksProcessedSummary",
                Namespace,
                (call, tenant) =>
                    call.Values("topTasksInsightsSummary", TenantSummaries.TopTasks(tenant, Period.Of(call)))
            );

    private static void MapWorkflow(Route<Workflow> workflow, GraphVersion version, bool deleted)
    {
        workflow
            .Navigation("createdBy", EntityTypes.User, item => item.Versions[0].CreatedBy)
            .Navigation("lastModifiedBy", EntityTypes.User, item => item.Current.LastModifiedBy)
            .Collection(
                "executionScope",
                EntityTypes.UserProcessingResult,
                item => ResourceSet.Of(item.ExecutionScope, userResult => userResult.Id),
                Permissions.Workflows
            );
        workflow.Collection(
            "previewScope",
            EntityTypes.DirectoryObject,
            item => ResourceSet.Of(item.Subjects.Users, user => user.Id),
            Permissions.Workflows
        );
        MapTasks(workflow, item => new(item.Current.Tasks, item.FindTask), Permissions.Workflows);
        MapVersions(workflow);
        MapRuns(workflow, version, deleted);
        MapUserResults(
            workflow,
            item => new(item.Scope.UserResults, item.Scope.FindUserResult),
            item => item.Scope.UserResults,
            RecentActivity.Includes
        );
        MapTaskReports(workflow);
        if (deleted)
            MapDeleted(workflow);
        else
            MapLive(workflow);
        if (version == GraphVersion.Beta)
            MapSubjectResults(
                workflow,
                item => new(item.Scope.UserResults, item.Scope.FindUserResult),
                RecentActivity.Includes
            );
    }

    private static void MapLive(Route<Workflow> workflow) =>
        workflow
            .Method("PATCH", UpdateWorkflow.Invoke, Permissions.ChangeWorkflows)
            .Method("DELETE", DeletedWorkflows.Delete, Permissions.ChangeWorkflows)
            .Action("activate", Namespace, ActivateWorkflow.Invoke, call: Permissions.Activate)
            .Action("activateWithScope", Namespace, ActivateWorkflowWithScope.Invoke, call: Permissions.Activate)
            .Action("cancelProcessing", Namespace, CancelProcessing.Invoke, call: Permissions.ChangeWorkflows)
            .Action("previewWorkflow", Namespace, PreviewWorkflow.Invoke, call: Permissions.ChangeWorkflows)
            .Action("previewTaskFailures", Namespace, PreviewTaskFailures.Invoke, call: Permissions.Workflows)
            .Action("clearQuarantine", Namespace, ClearQuarantine.Invoke, call: Permissions.ChangeWorkflows);

    private static void MapDeleted(Route<Workflow> workflow) =>
        workflow
            .Method("DELETE", DeletedWorkflows.Purge, Permissions.ChangeWorkflows)
            .Action("restore", Namespace, DeletedWorkflows.Restore, call: Permissions.ChangeWorkflows);

    private static void MapVersions(Route<Workflow> workflow)
    {
        Route<WorkflowVersion> version = workflow
            .Collection(
                "versions",
                EntityTypes.WorkflowVersion,
                item =>
                    ResourceSet.Of(item.Versions, each => each.VersionNumber.ToString(CultureInfo.InvariantCulture)),
                Permissions.Workflows
            )
            .Navigation("createdBy", EntityTypes.User, item => item.CreatedBy)
            .Navigation("lastModifiedBy", EntityTypes.User, item => item.LastModifiedBy);
        MapTasks(version, item => ResourceSet.Of(item.Tasks, task => task.Id), Permissions.Workflows);
    }

    private static void MapTasks<T>(Route<T> parent, Func<T, ResourceSet<WorkflowTask>> tasks, Permission read)
        where T : class => MapResults(parent.Collection("tasks", EntityTypes.Task, tasks, read), OfTask);

    private static void MapRuns(Route<Workflow> workflow, GraphVersion version, bool deleted)
    {
        Route<Run> run = workflow.Collection(
            "runs",
            EntityTypes.Run,
            item => new(item.Runs, item.FindRun),
            Permissions.Reports
        );
        workflow
            .Segment("runs")
            .Function(
                "summary",
                Namespace,
                (call, item) => call.Value("runSummary", RunsSummary.Of(item.Runs, Period.Of(call)))
            );
        MapReprocessedRuns(run, item => item.ReprocessedRuns);
        MapResults(run, OfRun);
        Route<TaskProcessingResult> result = MapUserResults(run, UserResultsOf, item => item.UserResults);
        if (version == GraphVersion.Beta)
        {
            MapSubjectResults(run, UserResultsOf);
            if (deleted)
                MapPreview(result);
        }
    }

    private static Route<TaskProcessingResult> MapUserResults<T>(
        Route<T> parent,
        Func<T, ResourceSet<UserProcessingResult>> userResults,
        Func<T, IEnumerable<UserProcessingResult>> all,
        DefaultScope<UserProcessingResult>? scope = null
    )
        where T : class
    {
        Route<UserProcessingResult> userResult = parent
            .Collection(
                "userProcessingResults",
                EntityTypes.UserProcessingResult,
                userResults,
                Permissions.Reports,
                scope
            )
            .Navigation("subject", EntityTypes.User, item => item.Subject);
        parent
            .Segment("userProcessingResults")
            .Function(
                "summary",
                Namespace,
                (call, item) => call.Value("userSummary", UsersSummary.Of(all(item), Period.Of(call)))
            );
        MapReprocessedRuns(userResult, item => item.ReprocessedRuns);
        return MapResults(userResult, OfUser);
    }

    private static void MapSubjectResults<T>(
        Route<T> parent,
        Func<T, ResourceSet<UserProcessingResult>> userResults,
        DefaultScope<UserProcessingResult>? scope = null
    )
        where T : class
    {
        Route<UserProcessingResult> subjectResult = parent.Collection(
            "subjectProcessingResults",
            EntityTypes.SubjectProcessingResult,
            userResults,
            Permissions.Reports,
            scope
        );
        MapReprocessedRuns(subjectResult, item => item.ReprocessedRuns);
        MapResults(subjectResult, OfUser);
    }

    private static void MapReprocessedRuns<T>(Route<T> parent, Func<T, IEnumerable<Run>> runs)
        where T : class =>
        parent.Collection("reprocessedRuns", EntityTypes.Run, owner => ResourceSet.Of(runs(owner), run => run.Id));

    private static void MapTaskReports(Route<Workflow> workflow)
    {
        Route<TaskReport> report = workflow
            .Collection(
                "taskReports",
                EntityTypes.TaskReport,
                item => new(item.TaskReports, item.FindTaskReport),
                Permissions.Reports
            )
            .Navigation("task", EntityTypes.Task, item => item.Task)
            .Navigation("taskDefinition", EntityTypes.TaskDefinition, item => item.Task.Definition);
        workflow
            .Segment("taskReports")
            .Function(
                "summary",
                Namespace,
                (call, item) => call.Value("taskReportSummary", ReportsSummary.Of(item.TaskReports, Period.Of(call)))
            );
        MapResults(report, OfReport);
    }

    private static Route<TaskProcessingResult> MapResults<T>(
        Route<T> parent,
        Func<T, ResourceSet<TaskProcessingResult>> results
    )
        where T : class =>
        parent
            .Collection("taskProcessingResults", EntityTypes.TaskProcessingResult, results, Permissions.Reports)
            .Navigation("subject", EntityTypes.User, result => result.Subject)
            .Navigation("task", EntityTypes.Task, result => result.Task)
            .Action("resume", Namespace, ResumeTaskProcessingResult.Invoke, CallbackRight.Includes);

    /// <summary>
    /// Two operations that an early draft of the documentation had, and that the service never routed.
    /// </summary>
    private static void MapPreview(Route<TaskProcessingResult> outer)
    {
        Route<TaskProcessingResult> task = outer.Segment("task");
        MapResults(task, result => OfTask(result.Task));
        task.Segment("taskProcessingResults").Post(CreateTaskProcessingResult.Invoke);
    }

    private static ResourceSet<UserProcessingResult> UserResultsOf(Run run) =>
        new(
            run.UserResults,
            id => run.Workflow.Scope.FindUserResult(id) is { } found && found.Run == run ? found : null
        );

    private static ResourceSet<TaskProcessingResult> OfTask(WorkflowTask task) => new(task.Results, task.FindResult);

    private static ResourceSet<TaskProcessingResult> OfRun(Run run) =>
        new(run.Results, id => run.Workflow.Scope.FindResult(id) is { } found && found.Owner.Run == run ? found : null);

    private static ResourceSet<TaskProcessingResult> OfReport(TaskReport report) =>
        new(
            report.Results,
            id =>
                report.Run.Workflow.Scope.FindResult(id) is { } found
                && found.Owner.Run == report.Run
                && found.Task == report.Task
                    ? found
                    : null
        );

    private static ResourceSet<TaskProcessingResult> OfUser(UserProcessingResult userResult) =>
        new(
            userResult.Results,
            id => userResult.Scope.FindResult(id) is { } found && found.Owner == userResult ? found : null
        );
}
