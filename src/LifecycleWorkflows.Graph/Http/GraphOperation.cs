namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// What a request is for, in words, and who may send it: whoever has any one of the permissions, the least privileged
/// first. Delegated and application permissions have the same names.
/// </summary>
/// <param name="Verb">What is done, as in <c>get</c>.</param>
/// <param name="Noun">What it is done to, as in <c>runs</c>.</param>
/// <param name="Permissions">Any one of them is enough.</param>
internal sealed record GraphOperation(string Verb, string Noun, params string[] Permissions)
{
    private const string Administrator = "Lifecycle Workflows Administrator";
    private const string Reader = $"Global Reader or {Administrator}";
    private const string CatalogRole =
        "A managed identity also needs an entitlement management role on the catalog, such as Access package assignment manager.";

    private static readonly string[] Everything = ["LifecycleWorkflows.Read.All", "LifecycleWorkflows.ReadWrite.All"];
    private static readonly string[] Changes = ["LifecycleWorkflows.ReadWrite.All"];
    private static readonly string[] Reports = ["LifecycleWorkflows-Reports.Read.All", .. Everything];
    private static readonly string[] Workflows =
    [
        "LifecycleWorkflows-Workflow.Read.All",
        "LifecycleWorkflows-Workflow.ReadWrite.All",
        .. Everything,
    ];

    public static readonly GraphOperation ReadWorkflows = new(
        "get",
        "workflows",
        ["LifecycleWorkflows-Workflow.ReadBasic.All", .. Workflows]
    )
    {
        UserRole = Reader,
        Exception = $"Deleted workflows need {Workflows[0]}.",
    };

    public static readonly GraphOperation ReadWorkflowVersions = new("get", "workflow versions", Workflows)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadWorkflowScope = new("get", "users in the scope of a workflow", Workflows)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadWorkflowTasks = new("get", "tasks", Workflows)
    {
        UserRole = Reader,
        Exception = $"The tasks of workflow templates need {Everything[0]}.",
    };

    public static readonly GraphOperation ReadWorkflowTemplates = new("get", "workflow templates", Everything)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadTaskDefinitions = new("get", "task definitions", Everything)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadSettings = new("get", "settings", Everything) { UserRole = Reader };

    public static readonly GraphOperation ReadCustomTaskExtensions = new(
        "get",
        "custom task extensions",
        ["LifecycleWorkflows-CustomExt.Read.All", "LifecycleWorkflows-CustomExt.ReadWrite.All", .. Everything]
    )
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadTaskReports = new("get", "task reports", Reports) { UserRole = Reader };

    public static readonly GraphOperation ReadSummaries = new("get", "summaries", Reports) { UserRole = Reader };

    public static readonly GraphOperation ReadSubjectProcessingResults = new(
        "get",
        "subject processing results",
        Reports
    )
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadRuns = new("get", "runs", Reports) { UserRole = Reader };

    public static readonly GraphOperation ReadUserProcessingResults = new("get", "user processing results", Reports)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ReadTaskProcessingResults = new("get", "task processing results", Reports)
    {
        UserRole = Reader,
    };

    public static readonly GraphOperation ResumeTaskProcessingResult = new(
        "resume",
        "a task processing result",
        Changes
    )
    {
        UserRole = Administrator,
        ApplicationRemark =
            "An application that is one of the authorizedApps of the custom task extension needs no permission.",
        IsAllowedWithoutPermission = true,
    };

    public static readonly GraphOperation CreateTaskProcessingResult = new(
        "create",
        "a task processing result",
        Changes
    )
    {
        UserRole = Administrator,
    };

    public static readonly GraphOperation ReadAssignmentRequests = new(
        "get",
        "access package assignment requests",
        "EntitlementManagement.Read.All",
        "EntitlementManagement.ReadWrite.All"
    )
    {
        ApplicationRemark = CatalogRole,
    };

    public static readonly GraphOperation ResumeAssignmentRequest = new(
        "resume",
        "an access package assignment request",
        "EntitlementManagement.ReadWrite.All"
    )
    {
        ApplicationRemark = CatalogRole,
    };

    /// <summary>What it is for, as in "Couldn't get runs".</summary>
    public string Name => $"{Verb} {Noun}";

    /// <summary>What it is for, as a progress bar says it, as in "Getting runs".</summary>
    public string Activity =>
        Verb switch
        {
            "get" => $"Getting {Noun}",
            "resume" => $"Resuming {Noun}",
            _ => $"Creating {Noun}",
        };

    /// <summary>The directory role that a user needs beside the permission; null for none.</summary>
    public string? UserRole { get; private init; }

    /// <summary>What a user needs beside the permission, as a sentence.</summary>
    public string? UserRemark =>
        UserRole is null ? null : $"A signed-in user also needs the directory role {UserRole}.";

    /// <summary>What an application needs beside the permission, or in its place, as a sentence.</summary>
    public string? ApplicationRemark { get; private init; }

    /// <summary>Which part of it needs another permission, as a sentence.</summary>
    public string? Exception { get; private init; }

    /// <summary>Whether an application can be allowed to do it in a way that no token shows.</summary>
    public bool IsAllowedWithoutPermission { get; private init; }

    /// <summary>The least that it takes, in sentences.</summary>
    public string Requirement =>
        string.Join(
            ' ',
            new[]
            {
                $"Least privileged permission: {Permissions[0]}.",
                Exception,
                UserRemark,
                ApplicationRemark,
            }.OfType<string>()
        );
}
