namespace LifecycleWorkflows.Graph.Json;

/// <summary>
/// The resources as they stand on the wire, namespace microsoft.graph.identityGovernance of the service's metadata: the
/// records say it all, but for names that differ. A map is made when it is first read by: most shells read by two or
/// three of them.
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

    /// <summary>What a summary was asked for.</summary>
    private static readonly string[] Period = [nameof(Summary.StartDateTime), nameof(Summary.EndDateTime)];

    public static JsonMap<Subject> Subject => field ??= new(() => new());

    /// <summary>Entitlement management's accessPackageSubject, whose own id means nothing outside of it.</summary>
    public static JsonMap<Subject> AccessPackageSubject =>
        field ??= new(
            () => new(),
            nameof(LifecycleWorkflows.Subject.Mail),
            nameof(LifecycleWorkflows.Subject.UserPrincipalName)
        )
        {
            { "id", (record, ref json) => record.Id = record.Id.Length > 0 ? record.Id : json.String() ?? "" },
            { "email", (record, ref json) => record.Mail = json.String() },
            { "objectId", (record, ref json) => record.Id = json.String() ?? record.Id },
            { "principalName", (record, ref json) => record.UserPrincipalName = json.String() },
        };

    /// <summary>The names of v1.0 and those of beta.</summary>
    public static JsonMap<AccessPackageAssignmentRequest> AccessPackageAssignmentRequest =>
        field ??= new(() => new())
        {
            { "completedDate", (record, ref json) => record.CompletedDateTime = json.Time() },
            { "requestState", (record, ref json) => record.State = json.String() },
            { "requestStatus", (record, ref json) => record.Status = json.String() },
            { "accessPackageAssignment", (record, ref json) => record.Assignment = json.Members() },
            { "requestor", (record, ref json) => record.Requestor = AccessPackageSubject.ReadOptional(ref json) },
        };

    public static JsonMap<WorkflowTask> Task => field ??= new(() => new());

    public static JsonMap<TaskProcessingResult> TaskProcessingResult => field ??= new(() => new());

    public static JsonMap<Workflow> Workflow => field ??= new(() => new());

    public static JsonMap<Run> Run => field ??= new(() => new());

    public static JsonMap<UserProcessingResult> UserProcessingResult => field ??= new(() => new());

    /// <summary>A version's number is its id.</summary>
    public static JsonMap<WorkflowVersion> WorkflowVersion => field ??= new(() => new(), nameof(Resource.Id));

    /// <summary>User processing results, of which a scope shows the user and the time.</summary>
    public static JsonMap<WorkflowScopeMember> ExecutionScope => field ??= new(() => new());

    /// <summary>The users themselves.</summary>
    public static JsonMap<WorkflowScopeMember> PreviewScope =>
        field ??= new(
            () => new() { Subject = new() },
            nameof(WorkflowScopeMember.ProcessingStatus),
            nameof(WorkflowScopeMember.ScheduledDateTime),
            nameof(WorkflowScopeMember.Subject)
        )
        {
            { "id", (record, ref json) => record.Id = record.Subject!.Id = json.String() ?? "" },
            { "displayName", (record, ref json) => record.Subject!.DisplayName = json.String() },
            { "userPrincipalName", (record, ref json) => record.Subject!.UserPrincipalName = json.String() },
            { "mail", (record, ref json) => record.Subject!.Mail = json.String() },
        };

    public static JsonMap<WorkflowTemplate> WorkflowTemplate => field ??= new(() => new());

    public static JsonMap<TaskDefinition> TaskDefinition => field ??= new(() => new());

    public static JsonMap<SubjectProcessingResult> SubjectProcessingResult => field ??= new(() => new());

    public static JsonMap<TaskReport> TaskReport => field ??= new(() => new());

    public static JsonMap<CustomTaskExtension> CustomTaskExtension => field ??= new(() => new());

    public static JsonMap<LifecycleManagementSettings> LifecycleManagementSettings => field ??= new(() => new());

    public static JsonMap<RunSummary> RunSummary => field ??= new(() => new(), Period);

    public static JsonMap<UserSummary> UserSummary => field ??= new(() => new(), Period);

    public static JsonMap<TaskReportSummary> TaskReportSummary => field ??= new(() => new(), Period);

    public static JsonMap<WorkflowsInsightsSummary> WorkflowsInsightsSummary => field ??= new(() => new(), Period);

    public static JsonMap<WorkflowsInsightsByCategory> WorkflowsInsightsByCategory =>
        field ??= new(() => new(), Period);

    public static JsonMap<TopWorkflowsInsightsSummary> TopWorkflowsInsightsSummary =>
        field ??= new(() => new(), Period);

    public static JsonMap<TopTasksInsightsSummary> TopTasksInsightsSummary => field ??= new(() => new(), Period);

    /// <summary>What the members of all kinds of resources are called.</summary>
    public static IEnumerable<string> Members() =>
        typeof(JsonMaps).GetProperties().SelectMany(map => (IEnumerable<string>)map.GetValue(null)!).Distinct();

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
