namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// The resources as they stand on the wire. Names and types are those of the service's metadata, namespace
/// microsoft.graph.identityGovernance. A table is made when it is first read by: most shells read by two or three of
/// them.
/// </summary>
internal static class JsonMaps
{
    private static readonly string[] Relations =
    [
        "subject",
        "task",
        "taskDefinition",
        "accessPackage",
        "assignment",
        "requestor",
    ];

    public static JsonMap<Subject> Subject =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "userPrincipalName", (record, ref json) => record.UserPrincipalName = json.String() },
            { "mail", (record, ref json) => record.Mail = json.String() },
        };

    /// <summary>Entitlement management's accessPackageSubject, whose own id means nothing outside of it.</summary>
    public static JsonMap<Subject> AccessPackageSubject =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = record.Id.Length > 0 ? record.Id : json.String() ?? "" },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "email", (record, ref json) => record.Mail = json.String() },
            { "objectId", (record, ref json) => record.Id = json.String() ?? record.Id },
            { "principalName", (record, ref json) => record.UserPrincipalName = json.String() },
        };

    /// <summary>The names of v1.0 and those of beta.</summary>
    public static JsonMap<AccessPackageAssignmentRequest> AccessPackageAssignmentRequest =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "answers", (record, ref json) => record.Answers = json.ListOfMembers() },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "completedDate", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
            {
                "customExtensionCalloutInstances",
                (record, ref json) => record.CustomExtensionCalloutInstances = json.ListOfMembers()
            },
            { "justification", (record, ref json) => record.Justification = json.String() },
            { "requestType", (record, ref json) => record.RequestType = json.String() },
            { "schedule", (record, ref json) => record.Schedule = json.Members() },
            { "state", (record, ref json) => record.State = json.String() },
            { "requestState", (record, ref json) => record.State = json.String() },
            { "status", (record, ref json) => record.Status = json.String() },
            { "requestStatus", (record, ref json) => record.Status = json.String() },
            { "accessPackage", (record, ref json) => record.AccessPackage = json.Members() },
            { "assignment", (record, ref json) => record.Assignment = json.Members() },
            { "accessPackageAssignment", (record, ref json) => record.Assignment = json.Members() },
            { "requestor", (record, ref json) => record.Requestor = AccessPackageSubject.ReadOptional(ref json) },
        };

    public static JsonMap<WorkflowTask> Task =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "arguments", (record, ref json) => record.Arguments = json.NamesAndValues() },
            { "category", (record, ref json) => record.Category = json.String() },
            { "continueOnError", (record, ref json) => record.ContinueOnError = json.Bool() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "executionSequence", (record, ref json) => record.ExecutionSequence = json.Int() },
            { "isEnabled", (record, ref json) => record.IsEnabled = json.Bool() },
            { "taskDefinitionId", (record, ref json) => record.TaskDefinitionId = json.String() },
        };

    public static JsonMap<TaskProcessingResult> TaskProcessingResult =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
            { "failureReason", (record, ref json) => record.FailureReason = json.String() },
            { "processingInfo", (record, ref json) => record.ProcessingInfo = json.String() },
            { "processingStatus", (record, ref json) => record.ProcessingStatus = json.Status() },
            { "startedDateTime", (record, ref json) => record.StartedDateTime = json.Time() },
            { "subject", (record, ref json) => record.Subject = Subject.ReadOptional(ref json) },
            { "task", (record, ref json) => record.Task = json.Shared(Task) },
        };

    public static JsonMap<Workflow> Workflow =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "category", (record, ref json) => record.Category = json.String() },
            { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
            { "deletedDateTime", (record, ref json) => record.DeletedDateTime = json.Time() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "executionConditions", (record, ref json) => record.ExecutionConditions = json.Members() },
            { "isEnabled", (record, ref json) => record.IsEnabled = json.Bool() },
            { "isSchedulingEnabled", (record, ref json) => record.IsSchedulingEnabled = json.Bool() },
            { "lastModifiedDateTime", (record, ref json) => record.LastModifiedDateTime = json.Time() },
            { "nextScheduleRunDateTime", (record, ref json) => record.NextScheduleRunDateTime = json.Time() },
            { "quarantineDetails", (record, ref json) => record.QuarantineDetails = json.Members() },
            { "settings", (record, ref json) => record.Settings = json.Members() },
            { "version", (record, ref json) => record.Version = json.Int() },
        };

    public static JsonMap<Run> Run =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "activatedOnScope", (record, ref json) => record.ActivatedOnScope = json.Members() },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "failedTasksCount", (record, ref json) => record.FailedTasksCount = json.Int() },
            { "failedUsersCount", (record, ref json) => record.FailedUsersCount = json.Int() },
            { "lastUpdatedDateTime", (record, ref json) => record.LastUpdatedDateTime = json.Time() },
            { "processingStatus", (record, ref json) => record.ProcessingStatus = json.Status() },
            { "scheduledDateTime", (record, ref json) => record.ScheduledDateTime = json.Time() },
            { "startedDateTime", (record, ref json) => record.StartedDateTime = json.Time() },
            { "successfulUsersCount", (record, ref json) => record.SuccessfulUsersCount = json.Int() },
            { "totalTasksCount", (record, ref json) => record.TotalTasksCount = json.Int() },
            { "totalUnprocessedTasksCount", (record, ref json) => record.TotalUnprocessedTasksCount = json.Int() },
            { "totalUsersCount", (record, ref json) => record.TotalUsersCount = json.Int() },
            { "workflowExecutionType", (record, ref json) => record.WorkflowExecutionType = json.String() },
        };

    public static JsonMap<UserProcessingResult> UserProcessingResult =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "failedTasksCount", (record, ref json) => record.FailedTasksCount = json.Int() },
            { "processingStatus", (record, ref json) => record.ProcessingStatus = json.Status() },
            { "scheduledDateTime", (record, ref json) => record.ScheduledDateTime = json.Time() },
            { "startedDateTime", (record, ref json) => record.StartedDateTime = json.Time() },
            { "totalTasksCount", (record, ref json) => record.TotalTasksCount = json.Int() },
            { "totalUnprocessedTasksCount", (record, ref json) => record.TotalUnprocessedTasksCount = json.Int() },
            { "workflowExecutionType", (record, ref json) => record.WorkflowExecutionType = json.String() },
            { "workflowVersion", (record, ref json) => record.WorkflowVersion = json.Int() },
            { "subject", (record, ref json) => record.Subject = Subject.ReadOptional(ref json) },
        };

    public static JsonMap<WorkflowVersion> WorkflowVersion =>
        field ??= new(() => new())
        {
            { "versionNumber", (record, ref json) => record.VersionNumber = json.Int() },
            { "category", (record, ref json) => record.Category = json.String() },
            { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "executionConditions", (record, ref json) => record.ExecutionConditions = json.Members() },
            { "isEnabled", (record, ref json) => record.IsEnabled = json.Bool() },
            { "isSchedulingEnabled", (record, ref json) => record.IsSchedulingEnabled = json.Bool() },
            { "lastModifiedDateTime", (record, ref json) => record.LastModifiedDateTime = json.Time() },
            { "settings", (record, ref json) => record.Settings = json.Members() },
        };

    public static JsonMap<WorkflowTemplate> WorkflowTemplate =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "category", (record, ref json) => record.Category = json.String() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "executionConditions", (record, ref json) => record.ExecutionConditions = json.Members() },
        };

    public static JsonMap<TaskDefinition> TaskDefinition =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "category", (record, ref json) => record.Category = json.String() },
            { "continueOnError", (record, ref json) => record.ContinueOnError = json.Bool() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "parameters", (record, ref json) => record.Parameters = json.ListOfMembers() },
            { "version", (record, ref json) => record.Version = json.Int() },
        };

    public static JsonMap<SubjectProcessingResult> SubjectProcessingResult =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "failedTasksCount", (record, ref json) => record.FailedTasksCount = json.Int() },
            { "processingStatus", (record, ref json) => record.ProcessingStatus = json.Status() },
            { "scheduledDateTime", (record, ref json) => record.ScheduledDateTime = json.Time() },
            { "startedDateTime", (record, ref json) => record.StartedDateTime = json.Time() },
            { "totalTasksCount", (record, ref json) => record.TotalTasksCount = json.Int() },
            { "totalUnprocessedTasksCount", (record, ref json) => record.TotalUnprocessedTasksCount = json.Int() },
            { "workflowExecutionType", (record, ref json) => record.WorkflowExecutionType = json.String() },
            { "workflowVersion", (record, ref json) => record.WorkflowVersion = json.Int() },
            { "subject", (record, ref json) => record.Subject = Subject.ReadOptional(ref json) },
        };

    public static JsonMap<TaskReport> TaskReport =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "completedDateTime", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "failedUsersCount", (record, ref json) => record.FailedUsersCount = json.Int() },
            { "lastUpdatedDateTime", (record, ref json) => record.LastUpdatedDateTime = json.Time() },
            { "processingStatus", (record, ref json) => record.ProcessingStatus = json.Status() },
            { "runId", (record, ref json) => record.RunId = json.String() },
            { "startedDateTime", (record, ref json) => record.StartedDateTime = json.Time() },
            { "successfulUsersCount", (record, ref json) => record.SuccessfulUsersCount = json.Int() },
            { "totalUsersCount", (record, ref json) => record.TotalUsersCount = json.Int() },
            { "unprocessedUsersCount", (record, ref json) => record.UnprocessedUsersCount = json.Int() },
            { "task", (record, ref json) => record.Task = Task.ReadOptional(ref json) },
            { "taskDefinition", (record, ref json) => record.TaskDefinition = TaskDefinition.ReadOptional(ref json) },
        };

    public static JsonMap<CustomTaskExtension> CustomTaskExtension =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            {
                "authenticationConfiguration",
                (record, ref json) => record.AuthenticationConfiguration = json.Members()
            },
            { "callbackConfiguration", (record, ref json) => record.CallbackConfiguration = json.Members() },
            { "clientConfiguration", (record, ref json) => record.ClientConfiguration = json.Members() },
            { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
            { "description", (record, ref json) => record.Description = json.String() },
            { "displayName", (record, ref json) => record.DisplayName = json.String() },
            { "endpointConfiguration", (record, ref json) => record.EndpointConfiguration = json.Members() },
            { "lastModifiedDateTime", (record, ref json) => record.LastModifiedDateTime = json.Time() },
        };

    public static JsonMap<LifecycleManagementSettings> LifecycleManagementSettings =>
        field ??= new(() => new())
        {
            { "id", (record, ref json) => record.Id = json.String() ?? "" },
            { "emailSettings", (record, ref json) => record.EmailSettings = json.Members() },
            { "quarantineConfiguration", (record, ref json) => record.QuarantineConfiguration = json.Members() },
            {
                "workflowScheduleIntervalInHours",
                (record, ref json) => record.WorkflowScheduleIntervalInHours = json.Int()
            },
        };

    public static JsonMap<RunSummary> RunSummary =>
        field ??= new(() => new())
        {
            { "failedRuns", (record, ref json) => record.FailedRuns = json.Int() },
            { "failedTasks", (record, ref json) => record.FailedTasks = json.Int() },
            { "successfulRuns", (record, ref json) => record.SuccessfulRuns = json.Int() },
            { "totalRuns", (record, ref json) => record.TotalRuns = json.Int() },
            { "totalTasks", (record, ref json) => record.TotalTasks = json.Int() },
            { "totalUsers", (record, ref json) => record.TotalUsers = json.Int() },
        };

    public static JsonMap<UserSummary> UserSummary =>
        field ??= new(() => new())
        {
            { "failedTasks", (record, ref json) => record.FailedTasks = json.Int() },
            { "failedUsers", (record, ref json) => record.FailedUsers = json.Int() },
            { "successfulUsers", (record, ref json) => record.SuccessfulUsers = json.Int() },
            { "totalTasks", (record, ref json) => record.TotalTasks = json.Int() },
            { "totalUsers", (record, ref json) => record.TotalUsers = json.Int() },
        };

    public static JsonMap<TaskReportSummary> TaskReportSummary =>
        field ??= new(() => new())
        {
            { "failedTasks", (record, ref json) => record.FailedTasks = json.Int() },
            { "successfulTasks", (record, ref json) => record.SuccessfulTasks = json.Int() },
            { "totalTasks", (record, ref json) => record.TotalTasks = json.Int() },
            { "unprocessedTasks", (record, ref json) => record.UnprocessedTasks = json.Int() },
        };

    public static JsonMap<WorkflowsInsightsSummary> WorkflowsInsightsSummary =>
        field ??= new(() => new())
        {
            { "failedRuns", (record, ref json) => record.FailedRuns = json.Int() },
            { "failedTasks", (record, ref json) => record.FailedTasks = json.Int() },
            { "failedUsers", (record, ref json) => record.FailedUsers = json.Int() },
            { "successfulRuns", (record, ref json) => record.SuccessfulRuns = json.Int() },
            { "successfulTasks", (record, ref json) => record.SuccessfulTasks = json.Int() },
            { "successfulUsers", (record, ref json) => record.SuccessfulUsers = json.Int() },
            { "totalRuns", (record, ref json) => record.TotalRuns = json.Int() },
            { "totalTasks", (record, ref json) => record.TotalTasks = json.Int() },
            { "totalUsers", (record, ref json) => record.TotalUsers = json.Int() },
        };

    public static JsonMap<WorkflowsInsightsByCategory> WorkflowsInsightsByCategory =>
        field ??= new(() => new())
        {
            { "failedJoinerRuns", (record, ref json) => record.FailedJoinerRuns = json.Int() },
            { "failedLeaverRuns", (record, ref json) => record.FailedLeaverRuns = json.Int() },
            { "failedMoverRuns", (record, ref json) => record.FailedMoverRuns = json.Int() },
            { "successfulJoinerRuns", (record, ref json) => record.SuccessfulJoinerRuns = json.Int() },
            { "successfulLeaverRuns", (record, ref json) => record.SuccessfulLeaverRuns = json.Int() },
            { "successfulMoverRuns", (record, ref json) => record.SuccessfulMoverRuns = json.Int() },
            { "totalJoinerRuns", (record, ref json) => record.TotalJoinerRuns = json.Int() },
            { "totalLeaverRuns", (record, ref json) => record.TotalLeaverRuns = json.Int() },
            { "totalMoverRuns", (record, ref json) => record.TotalMoverRuns = json.Int() },
        };

    public static JsonMap<TopWorkflowsInsightsSummary> TopWorkflowsInsightsSummary =>
        field ??= new(() => new())
        {
            { "failedRuns", (record, ref json) => record.FailedRuns = json.Int() },
            { "failedUsers", (record, ref json) => record.FailedUsers = json.Int() },
            { "successfulRuns", (record, ref json) => record.SuccessfulRuns = json.Int() },
            { "successfulUsers", (record, ref json) => record.SuccessfulUsers = json.Int() },
            { "totalRuns", (record, ref json) => record.TotalRuns = json.Int() },
            { "totalUsers", (record, ref json) => record.TotalUsers = json.Int() },
            { "workflowCategory", (record, ref json) => record.WorkflowCategory = json.String() },
            { "workflowDisplayName", (record, ref json) => record.WorkflowDisplayName = json.String() },
            { "workflowId", (record, ref json) => record.WorkflowId = json.String() },
            { "workflowVersion", (record, ref json) => record.WorkflowVersion = json.Int() },
        };

    public static JsonMap<TopTasksInsightsSummary> TopTasksInsightsSummary =>
        field ??= new(() => new())
        {
            { "failedTasks", (record, ref json) => record.FailedTasks = json.Int() },
            { "failedUsers", (record, ref json) => record.FailedUsers = json.Int() },
            { "successfulTasks", (record, ref json) => record.SuccessfulTasks = json.Int() },
            { "successfulUsers", (record, ref json) => record.SuccessfulUsers = json.Int() },
            { "taskDefinitionDisplayName", (record, ref json) => record.TaskDefinitionDisplayName = json.String() },
            { "taskDefinitionId", (record, ref json) => record.TaskDefinitionId = json.String() },
            { "totalTasks", (record, ref json) => record.TotalTasks = json.Int() },
            { "totalUsers", (record, ref json) => record.TotalUsers = json.Int() },
        };

    /// <summary>What the members of a kind of resource are called.</summary>
    public static IEnumerable<string> MembersOf(Type record) =>
        typeof(JsonMaps)
            .GetProperties()
            .First(table => table.PropertyType == typeof(JsonMap<>).MakeGenericType(record))
            .GetValue(null) as IEnumerable<string>
        ?? [];

    /// <summary>Those of them that are other resources.</summary>
    public static IEnumerable<string> RelationsOf(Type record) => MembersOf(record).Intersect(Relations);
}
