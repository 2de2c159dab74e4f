using LifecycleWorkflows.Emulator.Query;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Entities;

/// <summary>The entity types below lifecycleWorkflows, property by property as Microsoft's metadata has them.</summary>
internal static class EntityTypes
{
    private const string Governance = "microsoft.graph.identityGovernance.";

    public static EntityType<User> User { get; } =
        new(
            "microsoft.graph.user",
            [
                new StringProperty<User>("id", user => user.Id),
                new StringProperty<User>("department", user => user.Department),
                new StringProperty<User>("displayName", user => user.DisplayName),
                new StringProperty<User>("givenName", user => user.GivenName),
                new StringProperty<User>("jobTitle", user => user.JobTitle),
                new StringProperty<User>("mail", user => user.Mail),
                new StringProperty<User>("surname", user => user.Surname),
                new StringProperty<User>("userPrincipalName", user => user.UserPrincipalName),
            ]
        )
        {
            DefaultOrder = Order.By<User>(user => user.Id),
        };

    public static EntityType<TaskDefinition> TaskDefinition { get; } =
        new(
            Governance + "taskDefinition",
            [
                new StringProperty<TaskDefinition>("id", definition => definition.Id),
                // Assumption: flags such as "joiner,leaver" compare as the text that the wire shows.
                new StringProperty<TaskDefinition>("category", definition => definition.Category),
                new BooleanProperty<TaskDefinition>("continueOnError", definition => definition.ContinueOnError),
                new StringProperty<TaskDefinition>("description", definition => definition.Description),
                new StringProperty<TaskDefinition>("displayName", definition => definition.DisplayName),
                new ComplexProperty<TaskDefinition>(
                    "parameters",
                    (writer, definition) => ComplexValues.Write(writer, definition.Parameters)
                ),
                new Int32Property<TaskDefinition>("version", definition => definition.Version),
            ]
        )
        {
            DefaultOrder = Order.By<TaskDefinition>(definition => definition.DisplayName, definition => definition.Id),
        };

    public static EntityType<WorkflowTask> Task { get; } =
        new(
            Governance + "task",
            [
                new StringProperty<WorkflowTask>("id", task => task.Id),
                new ComplexProperty<WorkflowTask>(
                    "arguments",
                    (writer, task) => ComplexValues.Write(writer, task.Arguments)
                ),
                new StringProperty<WorkflowTask>("category", task => task.Category),
                new BooleanProperty<WorkflowTask>("continueOnError", task => task.ContinueOnError),
                new StringProperty<WorkflowTask>("description", task => task.Description),
                new StringProperty<WorkflowTask>("displayName", task => task.DisplayName),
                new Int32Property<WorkflowTask>("executionSequence", task => task.ExecutionSequence),
                new BooleanProperty<WorkflowTask>("isEnabled", task => task.IsEnabled),
                new StringProperty<WorkflowTask>("taskDefinitionId", task => task.Definition.Id),
                new CollectionNavigation<WorkflowTask, TaskProcessingResult>(
                    "taskProcessingResults",
                    () => TaskProcessingResult!,
                    task => task.Results
                ),
            ]
        )
        {
            DefaultOrder = Order.By<WorkflowTask>(task => task.ExecutionSequence, task => task.Id),
        };

    public static EntityType<TaskProcessingResult> TaskProcessingResult { get; } =
        new(
            Governance + "taskProcessingResult",
            [
                new StringProperty<TaskProcessingResult>("id", result => result.Id),
                new DateProperty<TaskProcessingResult>("completedDateTime", result => result.CompletedDateTime),
                new DateProperty<TaskProcessingResult>("createdDateTime", result => result.CreatedDateTime),
                new StringProperty<TaskProcessingResult>("failureReason", result => result.FailureReason),
                new StringProperty<TaskProcessingResult>("processingInfo", result => result.ProcessingInfo),
                new EnumProperty<TaskProcessingResult>(
                    "processingStatus",
                    EnumTypes.ProcessingStatus,
                    result => result.Status.WireName
                ),
                new DateProperty<TaskProcessingResult>("startedDateTime", result => result.StartedDateTime),
                new ReferenceNavigation<TaskProcessingResult, User>(
                    "subject",
                    User,
                    result => result.Subject,
                    NavigationForm.KeyOnly
                ),
                new InlineNavigation<TaskProcessingResult, WorkflowTask>("task", Task, result => result.Task),
            ]
        )
        {
            FilterPaths = [new StringProperty<TaskProcessingResult>("subject/id", result => result.Subject.Id)],
            // Assumption: Microsoft documents no default order for any of these lists.
            DefaultOrder = Order.By<TaskProcessingResult>(result => result.CreatedDateTime, result => result.Id),
        };

    public static EntityType<UserProcessingResult> UserProcessingResult { get; } = UserResult("userProcessingResult");

    /// <summary>
    /// The generalisation of user processing results in beta. Assumption: it has the same properties.
    /// </summary>
    public static EntityType<UserProcessingResult> SubjectProcessingResult { get; } =
        UserResult("subjectProcessingResult");

    public static EntityType<Run> Run { get; } =
        new(
            Governance + "run",
            [
                new StringProperty<Run>("id", run => run.Id),
                new ComplexProperty<Run>("activatedOnScope", (writer, _) => writer.WriteNullValue()),
                new DateProperty<Run>("completedDateTime", run => run.Totals.CompletedDateTime),
                new Int32Property<Run>("failedTasksCount", run => run.Totals.FailedTasksCount),
                new Int32Property<Run>("failedUsersCount", run => run.Totals.FailedUsersCount),
                new DateProperty<Run>("lastUpdatedDateTime", run => run.Totals.LastUpdatedDateTime),
                new EnumProperty<Run>(
                    "processingStatus",
                    EnumTypes.ProcessingStatus,
                    run => run.Totals.Status.WireName
                ),
                new DateProperty<Run>("scheduledDateTime", run => run.ScheduledDateTime),
                new DateProperty<Run>("startedDateTime", run => run.StartedDateTime),
                new Int32Property<Run>("successfulUsersCount", run => run.Totals.SuccessfulUsersCount),
                new Int32Property<Run>("totalTasksCount", run => run.Totals.TotalTasksCount),
                new Int32Property<Run>("totalUnprocessedTasksCount", run => run.Totals.TotalUnprocessedTasksCount),
                new Int32Property<Run>("totalUsersCount", run => run.Totals.TotalUsersCount),
                new EnumProperty<Run>(
                    "workflowExecutionType",
                    EnumTypes.WorkflowExecutionType,
                    run => run.WorkflowExecutionType
                ),
            ]
        )
        {
            DefaultOrder = Order.By<Run>(run => run.ScheduledDateTime, run => run.Id),
            IsExpandable = false,
        };

    public static EntityType<TaskReport> TaskReport { get; } =
        new(
            Governance + "taskReport",
            [
                new StringProperty<TaskReport>("id", report => report.Id),
                new DateProperty<TaskReport>("completedDateTime", report => report.Totals.CompletedDateTime),
                new Int32Property<TaskReport>("failedUsersCount", report => report.Totals.FailedUsersCount),
                new DateProperty<TaskReport>("lastUpdatedDateTime", report => report.Totals.LastUpdatedDateTime),
                new EnumProperty<TaskReport>(
                    "processingStatus",
                    EnumTypes.ProcessingStatus,
                    report => report.Totals.Status.WireName
                ),
                new StringProperty<TaskReport>("runId", report => report.Run.Id),
                new DateProperty<TaskReport>("startedDateTime", report => report.Totals.StartedDateTime),
                new Int32Property<TaskReport>("successfulUsersCount", report => report.Totals.SuccessfulUsersCount),
                new Int32Property<TaskReport>("totalUsersCount", report => report.Totals.TotalUsersCount),
                new Int32Property<TaskReport>("unprocessedUsersCount", report => report.Totals.UnprocessedUsersCount),
                new InlineNavigation<TaskReport, WorkflowTask>("task", Task, report => report.Task),
                new InlineNavigation<TaskReport, TaskDefinition>(
                    "taskDefinition",
                    TaskDefinition,
                    report => report.Task.Definition
                ),
                new CollectionNavigation<TaskReport, TaskProcessingResult>(
                    "taskProcessingResults",
                    () => TaskProcessingResult,
                    report => report.Results
                ),
            ]
        )
        {
            DefaultOrder = Order.By<TaskReport>(report => report.Run.ScheduledDateTime, report => report.Id),
        };

    public static EntityType<WorkflowVersion> WorkflowVersion { get; } =
        new(
            Governance + "workflowVersion",
            [
                new Int32Property<WorkflowVersion>("versionNumber", version => version.VersionNumber),
                new EnumProperty<WorkflowVersion>(
                    "category",
                    EnumTypes.WorkflowCategory,
                    version => version.Content.Category
                ),
                new DateProperty<WorkflowVersion>("createdDateTime", version => version.CreatedDateTime),
                new StringProperty<WorkflowVersion>("description", version => version.Content.Description),
                new StringProperty<WorkflowVersion>("displayName", version => version.Content.DisplayName),
                new ComplexProperty<WorkflowVersion>(
                    "executionConditions",
                    (writer, version) => ComplexValues.Write(writer, version.Content.ExecutionConditions)
                ),
                new BooleanProperty<WorkflowVersion>("isEnabled", version => version.Content.IsEnabled),
                new BooleanProperty<WorkflowVersion>(
                    "isSchedulingEnabled",
                    version => version.Content.IsSchedulingEnabled
                ),
                new DateProperty<WorkflowVersion>("lastModifiedDateTime", version => version.LastModifiedDateTime),
                new ComplexProperty<WorkflowVersion>(
                    "settings",
                    (writer, _) => ComplexValues.WriteWorkflowSettings(writer)
                ),
                new ReferenceNavigation<WorkflowVersion, User>(
                    "createdBy",
                    User,
                    version => version.CreatedBy,
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<WorkflowVersion, User>(
                    "lastModifiedBy",
                    User,
                    version => version.LastModifiedBy,
                    NavigationForm.Omitted
                ),
                new CollectionNavigation<WorkflowVersion, WorkflowTask>("tasks", () => Task, version => version.Tasks),
            ]
        )
        {
            DefaultOrder = Order.By<WorkflowVersion>(version => version.VersionNumber),
        };

    public static EntityType<Workflow> Workflow { get; } =
        new(
            Governance + "workflow",
            [
                new StringProperty<Workflow>("id", workflow => workflow.Id),
                new EnumProperty<Workflow>(
                    "category",
                    EnumTypes.WorkflowCategory,
                    workflow => workflow.Content.Category
                ),
                new DateProperty<Workflow>("createdDateTime", workflow => workflow.CreatedDateTime),
                new DateProperty<Workflow>("deletedDateTime", workflow => workflow.DeletedDateTime),
                new StringProperty<Workflow>("description", workflow => workflow.Content.Description),
                new StringProperty<Workflow>("displayName", workflow => workflow.Content.DisplayName),
                new ComplexProperty<Workflow>(
                    "executionConditions",
                    (writer, workflow) => ComplexValues.Write(writer, workflow.Content.ExecutionConditions)
                ),
                new BooleanProperty<Workflow>("isEnabled", workflow => workflow.Content.IsEnabled),
                new BooleanProperty<Workflow>("isSchedulingEnabled", workflow => workflow.Content.IsSchedulingEnabled),
                new DateProperty<Workflow>("lastModifiedDateTime", workflow => workflow.Current.LastModifiedDateTime),
                new DateProperty<Workflow>("nextScheduleRunDateTime", workflow => workflow.NextScheduleRunDateTime),
                new ComplexProperty<Workflow>(
                    "quarantineDetails",
                    (writer, _) => ComplexValues.WriteNotQuarantined(writer)
                ),
                new ComplexProperty<Workflow>("settings", (writer, _) => ComplexValues.WriteWorkflowSettings(writer)),
                new Int32Property<Workflow>("version", workflow => workflow.Current.VersionNumber),
                new ReferenceNavigation<Workflow, User>(
                    "createdBy",
                    User,
                    workflow => workflow.Versions[0].CreatedBy,
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<Workflow, User>(
                    "lastModifiedBy",
                    User,
                    workflow => workflow.Current.LastModifiedBy,
                    NavigationForm.Omitted
                ),
                new CollectionNavigation<Workflow, WorkflowTask>(
                    "tasks",
                    () => Task,
                    workflow => workflow.Current.Tasks
                ),
                new CollectionNavigation<Workflow, UserProcessingResult>(
                    "executionScope",
                    () => UserProcessingResult,
                    workflow => workflow.ExecutionScope
                ),
                new CollectionNavigation<Workflow, Run>("runs", () => Run, workflow => workflow.Runs),
                new CollectionNavigation<Workflow, TaskReport>(
                    "taskReports",
                    () => TaskReport,
                    workflow => workflow.TaskReports
                ),
                new CollectionNavigation<Workflow, UserProcessingResult>(
                    "userProcessingResults",
                    () => UserProcessingResult,
                    workflow => workflow.Scope.UserResults
                ),
                new CollectionNavigation<Workflow, WorkflowVersion>(
                    "versions",
                    () => WorkflowVersion,
                    workflow => workflow.Versions
                ),
            ]
        )
        {
            DefaultOrder = Order.By<Workflow>(workflow => workflow.CreatedDateTime, workflow => workflow.Id),
            SearchText = ("displayName", workflow => workflow.Content.DisplayName),
        };

    public static EntityType<WorkflowTemplate> WorkflowTemplate { get; } =
        new(
            Governance + "workflowTemplate",
            [
                new StringProperty<WorkflowTemplate>("id", template => template.Id),
                new EnumProperty<WorkflowTemplate>(
                    "category",
                    EnumTypes.WorkflowCategory,
                    template => template.Content.Category
                ),
                new StringProperty<WorkflowTemplate>("description", template => template.Content.Description),
                new StringProperty<WorkflowTemplate>("displayName", template => template.Content.DisplayName),
                new ComplexProperty<WorkflowTemplate>(
                    "executionConditions",
                    (writer, template) => ComplexValues.Write(writer, template.Content.ExecutionConditions)
                ),
                new CollectionNavigation<WorkflowTemplate, WorkflowTask>(
                    "tasks",
                    () => Task,
                    template => template.Tasks
                ),
            ]
        )
        {
            DefaultOrder = Order.By<WorkflowTemplate>(
                template => template.Content.DisplayName,
                template => template.Id
            ),
        };

    public static EntityType<CustomTaskExtension> CustomTaskExtension { get; } =
        new(
            Governance + "customTaskExtension",
            [
                new StringProperty<CustomTaskExtension>("id", extension => extension.Id),
                new ComplexProperty<CustomTaskExtension>(
                    "authenticationConfiguration",
                    (writer, extension) => ComplexValues.Write(writer, extension.AuthenticationConfiguration)
                ),
                new ComplexProperty<CustomTaskExtension>(
                    "callbackConfiguration",
                    (writer, extension) => ComplexValues.Write(writer, extension.CallbackConfiguration)
                ),
                new ComplexProperty<CustomTaskExtension>(
                    "clientConfiguration",
                    (writer, extension) => ComplexValues.Write(writer, extension.ClientConfiguration)
                ),
                new DateProperty<CustomTaskExtension>("createdDateTime", extension => extension.CreatedDateTime),
                new StringProperty<CustomTaskExtension>("description", extension => extension.Description),
                new StringProperty<CustomTaskExtension>("displayName", extension => extension.DisplayName),
                new ComplexProperty<CustomTaskExtension>(
                    "endpointConfiguration",
                    (writer, extension) => ComplexValues.Write(writer, extension.EndpointConfiguration)
                ),
                new DateProperty<CustomTaskExtension>(
                    "lastModifiedDateTime",
                    extension => extension.LastModifiedDateTime
                ),
                new ReferenceNavigation<CustomTaskExtension, User>(
                    "createdBy",
                    User,
                    extension => extension.CreatedBy,
                    NavigationForm.Omitted
                ),
                new ReferenceNavigation<CustomTaskExtension, User>(
                    "lastModifiedBy",
                    User,
                    extension => extension.LastModifiedBy,
                    NavigationForm.Omitted
                ),
            ]
        )
        {
            DefaultOrder = Order.By<CustomTaskExtension>(
                extension => extension.CreatedDateTime,
                extension => extension.Id
            ),
        };

    private static EntityType<UserProcessingResult> UserResult(string name) =>
        new(
            Governance + name,
            [
                new StringProperty<UserProcessingResult>("id", userResult => userResult.Id),
                new DateProperty<UserProcessingResult>("completedDateTime", userResult => userResult.CompletedDateTime),
                new Int32Property<UserProcessingResult>("failedTasksCount", userResult => userResult.FailedTasksCount),
                new EnumProperty<UserProcessingResult>(
                    "processingStatus",
                    EnumTypes.ProcessingStatus,
                    userResult => userResult.Status.WireName
                ),
                new DateProperty<UserProcessingResult>("scheduledDateTime", userResult => userResult.ScheduledDateTime),
                new DateProperty<UserProcessingResult>("startedDateTime", userResult => userResult.StartedDateTime),
                new Int32Property<UserProcessingResult>("totalTasksCount", userResult => userResult.TotalTasksCount),
                new Int32Property<UserProcessingResult>(
                    "totalUnprocessedTasksCount",
                    userResult => userResult.TotalUnprocessedTasksCount
                ),
                new EnumProperty<UserProcessingResult>(
                    "workflowExecutionType",
                    EnumTypes.WorkflowExecutionType,
                    userResult => userResult.WorkflowExecutionType
                ),
                new Int32Property<UserProcessingResult>("workflowVersion", userResult => userResult.WorkflowVersion),
                new ReferenceNavigation<UserProcessingResult, User>(
                    "subject",
                    User,
                    userResult => userResult.Subject,
                    NavigationForm.KeyOnly
                ),
                new CollectionNavigation<UserProcessingResult, Run>("reprocessedRuns", () => Run, _ => []),
                new CollectionNavigation<UserProcessingResult, TaskProcessingResult>(
                    "taskProcessingResults",
                    () => TaskProcessingResult,
                    userResult => userResult.Results
                ),
            ]
        )
        {
            FilterPaths = [new StringProperty<UserProcessingResult>("subject/id", userResult => userResult.Subject.Id)],
            DefaultOrder = Order.By<UserProcessingResult>(
                userResult => userResult.ScheduledDateTime,
                userResult => userResult.Id
            ),
        };
}
