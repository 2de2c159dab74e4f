using System.Globalization;
using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;
using Microsoft.OData.Edm;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>The entity types below lifecycleWorkflows, property by property as Microsoft's metadata has them.</summary>
internal static class EntityTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    /// <summary>A workflow or a version without a quarantine configuration of its own.</summary>
    private static readonly object NoSettings = new { quarantineConfiguration = default(object) };

    public static EntityType<User> User { get; } =
        new("microsoft.graph.user", order: Order.By<User>(user => user.Id))
        {
            { "id", user => user.Id },
            { "department", user => user.Department },
            { "displayName", user => user.DisplayName },
            { "givenName", user => user.GivenName },
            { "jobTitle", user => user.JobTitle },
            { "mail", user => user.Mail },
            { "surname", user => user.Surname },
            { "userPrincipalName", user => user.UserPrincipalName },
        };

    /// <summary>A user where any object of the directory could be.</summary>
    public static EntityType<User> DirectoryObject { get; } =
        new("microsoft.graph.user", order: Order.By<User>(user => user.Id))
        {
            { "id", user => user.Id },
            { "@odata.type", _ => "#microsoft.graph.user" },
            { "displayName", user => user.DisplayName },
            { "mail", user => user.Mail },
            { "userPrincipalName", user => user.UserPrincipalName },
        };

    public static EntityType<TaskDefinition> TaskDefinition { get; } =
        new(
            Governance + "taskDefinition",
            order: Order.By<TaskDefinition>(definition => definition.DisplayName, definition => definition.Id)
        )
        {
            { "id", definition => definition.Id },
            { "category", definition => definition.Category },
            { "continueOnError", definition => definition.ContinueOnError },
            { "description", definition => definition.Description },
            { "displayName", definition => definition.DisplayName },
            { "parameters", definition => definition.Parameters },
            { "version", definition => definition.Version },
        };

    public static EntityType<WorkflowTask> Task { get; } =
        new(Governance + "task", order: Order.By<WorkflowTask>(task => task.ExecutionSequence, task => task.Id))
        {
            { "id", task => task.Id },
            { "arguments", task => task.Arguments },
            { "category", task => task.Category },
            { "continueOnError", task => task.ContinueOnError },
            { "description", task => task.Description },
            { "displayName", task => task.DisplayName },
            { "executionSequence", task => task.ExecutionSequence },
            { "isEnabled", task => task.IsEnabled },
            { "taskDefinitionId", task => task.Definition.Id },
            { "taskProcessingResults", () => TaskProcessingResult!, task => task.Results },
        };

    public static EntityType<TaskProcessingResult> TaskProcessingResult { get; } =
        new(
            Governance + "taskProcessingResult",
            filterPath: ("subject/id", result => result.Subject.Id),
            order: Order.By<TaskProcessingResult>(result => result.CreatedDateTime, result => result.Id)
        )
        {
            { "id", result => result.Id },
            { "completedDateTime", result => result.CompletedDateTime },
            { "createdDateTime", result => result.CreatedDateTime },
            { "failureReason", result => result.FailureReason },
            { "processingInfo", result => result.ProcessingInfo },
            { "processingStatus", result => result.Status.WireName },
            { "startedDateTime", result => result.StartedDateTime },
            { "subject", () => User, result => result.Subject, NavigationForm.KeyOnly },
            { "task", () => Task, result => result.Task, NavigationForm.Whole },
        };

    public static EntityType<UserProcessingResult> UserProcessingResult { get; } =
        UserResult("userProcessingResult", ServiceModel.V1);

    /// <summary>
    /// The generalisation of user processing results in beta. Assumption: it has the same properties.
    /// </summary>
    public static EntityType<UserProcessingResult> SubjectProcessingResult { get; } =
        UserResult("subjectProcessingResult", ServiceModel.Beta);

    public static EntityType<Run> Run { get; } =
        new(
            Governance + "run",
            order: Order.By<Run>(run => run.ScheduledDateTime, run => run.Id),
            expandable: "reprocessedRuns"
        )
        {
            { "id", run => run.Id },
            { "activatedOnScope", run => (object?)run.ActivatedOnScope },
            { "completedDateTime", run => run.Totals.CompletedDateTime },
            { "failedTasksCount", run => run.Totals.FailedTasksCount },
            { "failedUsersCount", run => run.Totals.FailedUsersCount },
            { "lastUpdatedDateTime", run => run.Totals.LastUpdatedDateTime },
            { "processingStatus", run => run.Totals.Status.WireName },
            { "scheduledDateTime", run => run.ScheduledDateTime },
            { "startedDateTime", run => run.StartedDateTime },
            { "successfulUsersCount", run => run.Totals.SuccessfulUsersCount },
            { "totalTasksCount", run => run.Totals.TotalTasksCount },
            { "totalUnprocessedTasksCount", run => run.Totals.TotalUnprocessedTasksCount },
            { "totalUsersCount", run => run.Totals.TotalUsersCount },
            { "workflowExecutionType", run => run.WorkflowExecutionType },
            { "reprocessedRuns", () => Run!, run => run.ReprocessedRuns },
        };

    public static EntityType<TaskReport> TaskReport { get; } =
        new(
            Governance + "taskReport",
            order: Order.By<TaskReport>(report => report.Run.ScheduledDateTime, report => report.Id)
        )
        {
            { "id", report => report.Id },
            { "completedDateTime", report => report.Totals.CompletedDateTime },
            { "failedUsersCount", report => report.Totals.FailedUsersCount },
            { "lastUpdatedDateTime", report => report.Totals.LastUpdatedDateTime },
            { "processingStatus", report => report.Totals.Status.WireName },
            { "runId", report => report.Run.Id },
            { "startedDateTime", report => report.Totals.StartedDateTime },
            { "successfulUsersCount", report => report.Totals.SuccessfulUsersCount },
            { "totalUsersCount", report => report.Totals.TotalUsersCount },
            { "unprocessedUsersCount", report => report.Totals.UnprocessedUsersCount },
            { "task", () => Task, report => report.Task, NavigationForm.Whole },
            { "taskDefinition", () => TaskDefinition, report => report.Task.Definition, NavigationForm.Whole },
            { "taskProcessingResults", () => TaskProcessingResult, report => report.Results },
        };

    public static EntityType<WorkflowVersion> WorkflowVersion { get; } =
        new(Governance + "workflowVersion", order: Order.By<WorkflowVersion>(version => version.VersionNumber))
        {
            { "versionNumber", version => version.VersionNumber },
            { "category", version => version.Content.Category },
            { "createdDateTime", version => version.CreatedDateTime },
            { "description", version => version.Content.Description },
            { "displayName", version => version.Content.DisplayName },
            { "executionConditions", version => version.Content.ExecutionConditions },
            { "isEnabled", version => version.Content.IsEnabled },
            { "isSchedulingEnabled", version => version.Content.IsSchedulingEnabled },
            { "lastModifiedDateTime", version => version.LastModifiedDateTime },
            { "settings", _ => NoSettings },
            { "createdBy", () => User, version => version.CreatedBy, NavigationForm.Omitted },
            { "lastModifiedBy", () => User, version => version.LastModifiedBy, NavigationForm.Omitted },
            { "tasks", () => Task, version => version.Tasks },
        };

    public static EntityType<Workflow> Workflow { get; } =
        new(
            Governance + "workflow",
            order: Order.By<Workflow>(workflow => workflow.CreatedDateTime, workflow => workflow.Id),
            searchText: ("displayName", workflow => workflow.Content.DisplayName)
        )
        {
            { "id", workflow => workflow.Id },
            { "category", workflow => workflow.Content.Category },
            { "createdDateTime", workflow => workflow.CreatedDateTime },
            { "deletedDateTime", workflow => workflow.DeletedDateTime },
            { "description", workflow => workflow.Content.Description },
            { "displayName", workflow => workflow.Content.DisplayName },
            { "executionConditions", workflow => workflow.Content.ExecutionConditions },
            { "isEnabled", workflow => workflow.Content.IsEnabled },
            { "isSchedulingEnabled", workflow => workflow.Content.IsSchedulingEnabled },
            { "lastModifiedDateTime", workflow => workflow.Current.LastModifiedDateTime },
            { "nextScheduleRunDateTime", workflow => workflow.NextScheduleRunDateTime },
            { "quarantineDetails", workflow => DetailsOf(workflow.Quarantine) },
            { "settings", workflow => new { workflow.QuarantineConfiguration } },
            { "version", workflow => workflow.Current.VersionNumber },
            { "createdBy", () => User, workflow => workflow.Versions[0].CreatedBy, NavigationForm.Omitted },
            { "lastModifiedBy", () => User, workflow => workflow.Current.LastModifiedBy, NavigationForm.Omitted },
            { "tasks", () => Task, workflow => workflow.Current.Tasks },
            { "executionScope", () => UserProcessingResult, workflow => workflow.ExecutionScope },
            { "previewScope", () => DirectoryObject, workflow => workflow.Subjects.Users },
            { "runs", () => Run, workflow => workflow.Runs },
            { "taskReports", () => TaskReport, workflow => workflow.TaskReports },
            { "userProcessingResults", () => UserProcessingResult, workflow => workflow.Scope.UserResults },
            { "versions", () => WorkflowVersion, workflow => workflow.Versions },
        };

    public static EntityType<WorkflowTemplate> WorkflowTemplate { get; } =
        new(
            Governance + "workflowTemplate",
            order: Order.By<WorkflowTemplate>(template => template.Content.DisplayName, template => template.Id)
        )
        {
            { "id", template => template.Id },
            { "category", template => template.Content.Category },
            { "description", template => template.Content.Description },
            { "displayName", template => template.Content.DisplayName },
            { "executionConditions", template => template.Content.ExecutionConditions },
            { "tasks", () => Task, template => template.Tasks },
        };

    public static EntityType<CustomTaskExtension> CustomTaskExtension { get; } =
        new(
            Governance + "customTaskExtension",
            order: Order.By<CustomTaskExtension>(extension => extension.CreatedDateTime, extension => extension.Id)
        )
        {
            { "id", extension => extension.Id },
            { "authenticationConfiguration", extension => extension.AuthenticationConfiguration },
            { "callbackConfiguration", extension => extension.CallbackConfiguration },
            { "clientConfiguration", extension => extension.ClientConfiguration },
            { "createdDateTime", extension => extension.CreatedDateTime },
            { "description", extension => extension.Description },
            { "displayName", extension => extension.DisplayName },
            { "endpointConfiguration", extension => extension.EndpointConfiguration },
            { "lastModifiedDateTime", extension => extension.LastModifiedDateTime },
            { "createdBy", () => User, extension => extension.CreatedBy, NavigationForm.Omitted },
            { "lastModifiedBy", () => User, extension => extension.LastModifiedBy, NavigationForm.Omitted },
        };

    private static object DetailsOf(Quarantine? quarantine) =>
        new
        {
            QuarantinedDateTime = quarantine?.QuarantinedDateTime.ToString("O", CultureInfo.InvariantCulture),
            quarantine?.QuarantineReason,
            QuarantineType = quarantine?.QuarantineType ?? "notQuarantined",
        };

    private static EntityType<UserProcessingResult> UserResult(string name, IEdmModel model) =>
        new(
            Governance + name,
            model: model,
            filterPath: ("subject/id", userResult => userResult.Subject.Id),
            order: Order.By<UserProcessingResult>(
                userResult => userResult.ScheduledDateTime,
                userResult => userResult.Id
            )
        )
        {
            { "id", userResult => userResult.Id },
            { "completedDateTime", userResult => userResult.CompletedDateTime },
            { "failedTasksCount", userResult => userResult.FailedTasksCount },
            { "processingStatus", userResult => userResult.Status.WireName },
            { "scheduledDateTime", userResult => userResult.ScheduledDateTime },
            { "startedDateTime", userResult => userResult.StartedDateTime },
            { "totalTasksCount", userResult => userResult.TotalTasksCount },
            { "totalUnprocessedTasksCount", userResult => userResult.TotalUnprocessedTasksCount },
            { "workflowExecutionType", userResult => userResult.WorkflowExecutionType },
            { "workflowVersion", userResult => userResult.WorkflowVersion },
            { "subject", () => User, userResult => userResult.Subject, NavigationForm.KeyOnly },
            { "reprocessedRuns", () => Run, userResult => userResult.ReprocessedRuns },
            { "taskProcessingResults", () => TaskProcessingResult, userResult => userResult.Results },
        };
}
