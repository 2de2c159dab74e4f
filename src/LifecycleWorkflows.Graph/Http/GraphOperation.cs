namespace LifecycleWorkflows.Graph.Http;

/// <summary>What a request is for, in words, and the least that one must be allowed for it.</summary>
internal sealed record GraphOperation(string Name, string Permission)
{
    private const string Role = "For a user, the Lifecycle Workflows Administrator role is needed as well";
    private const string ReaderRole =
        "For a user, the Global Reader or the Lifecycle Workflows Administrator role is needed as well";
    private const string Reports = $"LifecycleWorkflows-Reports.Read.All. {ReaderRole}";

    public static readonly GraphOperation ReadWorkflows = new(
        "reading workflows",
        $"LifecycleWorkflows-Workflow.ReadBasic.All (deleted workflows: LifecycleWorkflows-Workflow.Read.All). {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowVersions = new(
        "reading workflow versions",
        $"LifecycleWorkflows-Workflow.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowTasks = new(
        "reading tasks",
        $"LifecycleWorkflows-Workflow.Read.All (those of templates: LifecycleWorkflows.Read.All). {ReaderRole}"
    );
    public static readonly GraphOperation ReadWorkflowTemplates = new(
        "reading workflow templates",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadTaskDefinitions = new(
        "reading task definitions",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadSettings = new(
        "reading settings",
        $"LifecycleWorkflows.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadCustomTaskExtensions = new(
        "reading custom task extensions",
        $"LifecycleWorkflows-CustomExt.Read.All. {ReaderRole}"
    );
    public static readonly GraphOperation ReadTaskReports = new("reading task reports", Reports);
    public static readonly GraphOperation ReadSummaries = new("reading summaries", Reports);
    public static readonly GraphOperation ReadSubjectProcessingResults = new(
        "reading subject processing results",
        Reports
    );
    public static readonly GraphOperation ReadRuns = new("reading runs", Reports);
    public static readonly GraphOperation ReadUserProcessingResults = new("reading user processing results", Reports);
    public static readonly GraphOperation ReadTaskProcessingResults = new("reading task processing results", Reports);

    public static readonly GraphOperation ResumeTaskProcessingResult = new(
        "resuming a task processing result",
        $"LifecycleWorkflows.ReadWrite.All, or, for an application, a place among the authorizedApps of the custom task extension, with no permission at all. {Role}"
    );

    public static readonly GraphOperation CreateTaskProcessingResult = new(
        "creating a task processing result",
        $"LifecycleWorkflows.ReadWrite.All. {Role}"
    );

    public static readonly GraphOperation ReadAssignmentRequests = new(
        "reading access package assignment requests",
        "EntitlementManagement.Read.All"
    );

    public static readonly GraphOperation ResumeAssignmentRequest = new(
        "resuming an access package assignment request",
        "EntitlementManagement.ReadWrite.All. A managed identity also needs an entitlement management role on the catalog, such as Access package assignment manager"
    );
}
