namespace LifecycleWorkflows.Graph.Http;

/// <summary>What a request is for, in words, and the least privileged permission for it.</summary>
/// <param name="Verb">What is done, as in <c>get</c>.</param>
/// <param name="Noun">What it is done to, as in <c>runs</c>.</param>
/// <param name="Permission">The permission, and what else it takes, as part of a sentence.</param>
internal sealed record GraphOperation(string Verb, string Noun, string Permission)
{
    private const string Role = "For a user, the Lifecycle Workflows Administrator role is needed as well";
    private const string ReaderRole =
        "For a user, the Global Reader or the Lifecycle Workflows Administrator role is needed as well";
    private const string Reports = $"LifecycleWorkflows-Reports.Read.All. {ReaderRole}";

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

    public static readonly GraphOperation ReadWorkflows = new(
        "get",
        "workflows",
        $"LifecycleWorkflows-Workflow.ReadBasic.All (deleted workflows: LifecycleWorkflows-Workflow.Read.All). {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowVersions = new(
        "get",
        "workflow versions",
        $"LifecycleWorkflows-Workflow.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowTasks = new(
        "get",
        "tasks",
        $"LifecycleWorkflows-Workflow.Read.All (those of templates: LifecycleWorkflows.Read.All). {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowTemplates = new(
        "get",
        "workflow templates",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadTaskDefinitions = new(
        "get",
        "task definitions",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadSettings = new(
        "get",
        "settings",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadCustomTaskExtensions = new(
        "get",
        "custom task extensions",
        $"LifecycleWorkflows-CustomExt.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadTaskReports = new("get", "task reports", Reports);
    public static readonly GraphOperation ReadSummaries = new("get", "summaries", Reports);
    public static readonly GraphOperation ReadSubjectProcessingResults = new(
        "get",
        "subject processing results",
        Reports
    );
    public static readonly GraphOperation ReadRuns = new("get", "runs", Reports);
    public static readonly GraphOperation ReadUserProcessingResults = new("get", "user processing results", Reports);
    public static readonly GraphOperation ReadTaskProcessingResults = new("get", "task processing results", Reports);

    public static readonly GraphOperation ResumeTaskProcessingResult = new(
        "resume",
        "a task processing result",
        $"LifecycleWorkflows.ReadWrite.All, or, for an application, a place among the authorizedApps of the custom task extension, with no permission at all. {Role}"
    );

    public static readonly GraphOperation CreateTaskProcessingResult = new(
        "create",
        "a task processing result",
        $"LifecycleWorkflows.ReadWrite.All. {Role}"
    );

    public static readonly GraphOperation ReadAssignmentRequests = new(
        "get",
        "access package assignment requests",
        "EntitlementManagement.Read.All"
    );

    public static readonly GraphOperation ResumeAssignmentRequest = new(
        "resume",
        "an access package assignment request",
        "EntitlementManagement.ReadWrite.All. A managed identity also needs an entitlement management role on the catalog, such as Access package assignment manager"
    );
}
