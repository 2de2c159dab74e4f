namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// The resources as they stand on the wire. Names and types are those of the service's metadata, namespace microsoft.graph.identityGovernance.
/// </summary>
internal static class Wire
{
    public static readonly Fields<Subject> Subject = new(() => new())
    {
        { "id", (record, ref json) => record.Id = json.String() ?? "" },
        { "displayName", (record, ref json) => record.DisplayName = json.String() },
        { "userPrincipalName", (record, ref json) => record.UserPrincipalName = json.String() },
        { "mail", (record, ref json) => record.Mail = json.String() },
    };

    public static readonly Fields<WorkflowTask> Task = new(() => new())
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

    public static readonly Fields<TaskProcessingResult> TaskProcessingResult = new(() => new())
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

    public static readonly Fields<Workflow> Workflow = new(() => new())
    {
        { "id", (record, ref json) => record.Id = json.String() ?? "" },
        { "category", (record, ref json) => record.Category = json.String() },
        { "createdDateTime", (record, ref json) => record.CreatedDateTime = json.Time() },
        { "deletedDateTime", (record, ref json) => record.DeletedDateTime = json.Time() },
        { "description", (record, ref json) => record.Description = json.String() },
        { "displayName", (record, ref json) => record.DisplayName = json.String() },
        { "isEnabled", (record, ref json) => record.IsEnabled = json.Bool() },
        { "isSchedulingEnabled", (record, ref json) => record.IsSchedulingEnabled = json.Bool() },
        { "lastModifiedDateTime", (record, ref json) => record.LastModifiedDateTime = json.Time() },
        { "nextScheduleRunDateTime", (record, ref json) => record.NextScheduleRunDateTime = json.Time() },
        { "version", (record, ref json) => record.Version = json.Int() },
    };

    public static readonly Fields<Run> Run = new(() => new())
    {
        { "id", (record, ref json) => record.Id = json.String() ?? "" },
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

    public static readonly Fields<UserProcessingResult> UserProcessingResult = new(() => new())
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
}
