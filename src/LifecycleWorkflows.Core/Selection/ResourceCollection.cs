namespace LifecycleWorkflows;

/// <summary>
/// A type of resource and all its paths in the service. Only <see cref="Selection.Of"/> selects one of them.
/// </summary>
internal sealed class ResourceCollection
{
    private const string Root = "identityGovernance/lifecycleWorkflows/";
    private const string DeletedRoot = Root + "deletedItems/";
    private const string Entitlements = "identityGovernance/entitlementManagement/";

    private static readonly Dictionary<string, string> NoProperties = [];

    private readonly PathTemplate[] _templates;

    private ResourceCollection(string noun, params PathTemplate[] templates)
    {
        Noun = noun;
        _templates = templates;
    }

    public static readonly ResourceCollection Workflows = new("workflows", WithDeleted("workflows"));

    public static readonly ResourceCollection WorkflowVersions = new(
        "workflow versions",
        WithDeleted("workflows/{workflow-id}/versions")
    )
    {
        Key = "versionNumber",
    };

    public static readonly ResourceCollection WorkflowTemplates = new(
        "workflow templates",
        new PathTemplate(Root + "workflowTemplates")
    );

    public static readonly ResourceCollection WorkflowTasks = new(
        "tasks",
        [
            .. WithDeleted(
                "workflows/{workflow-id}/versions/{workflowVersion-versionNumber}/tasks",
                "workflows/{workflow-id}/tasks"
            ),
            new(Root + "workflowTemplates/{workflowTemplate-id}/tasks"),
        ]
    );

    public static readonly ResourceCollection TaskDefinitions = new(
        "task definitions",
        new PathTemplate(Root + "taskDefinitions")
    );

    public static readonly ResourceCollection CustomTaskExtensions = new(
        "custom task extensions",
        new PathTemplate(Root + "customTaskExtensions")
    );

    /// <summary>A single resource, not a collection.</summary>
    public static readonly ResourceCollection Settings = new("settings", new PathTemplate(Root + "settings"));

    /// <summary>The path of the insights functions.</summary>
    public static readonly ResourceCollection Insights = new("insights", new PathTemplate(Root + "insights"));

    public static readonly ResourceCollection Runs = new("runs", WithDeleted("workflows/{workflow-id}/runs"));

    public static readonly ResourceCollection UserProcessingResults = new(
        "user processing results",
        WithDeleted(
            "workflows/{workflow-id}/runs/{run-id}/userProcessingResults",
            "workflows/{workflow-id}/userProcessingResults"
        )
    );

    /// <summary>The users that a workflow will process.</summary>
    public static readonly ResourceCollection ExecutionScope = new(
        "users in the execution scope",
        WithDeleted("workflows/{workflow-id}/executionScope")
    );

    /// <summary>The users who match the conditions of a workflow.</summary>
    public static readonly ResourceCollection PreviewScope = new(
        "users in the preview scope",
        WithDeleted("workflows/{workflow-id}/previewScope")
    );

    public static readonly ResourceCollection SubjectProcessingResults = new(
        "subject processing results",
        WithDeleted(
            onlyInBeta: true,
            "workflows/{workflow-id}/runs/{run-id}/subjectProcessingResults",
            "workflows/{workflow-id}/subjectProcessingResults"
        )
    );

    public static readonly ResourceCollection TaskReports = new(
        "task reports",
        WithDeleted("workflows/{workflow-id}/taskReports")
    )
    {
        ItemProperties = new() { [nameof(ResourceKey.RunId)] = "runId", [nameof(ResourceKey.TaskId)] = "task/id" },
    };

    private static readonly PathTemplate[] SubjectResults =
    [
        .. WithDeleted(
            onlyInBeta: true,
            "workflows/{workflow-id}/runs/{run-id}/subjectProcessingResults/{subjectProcessingResult-id}/taskProcessingResults",
            "workflows/{workflow-id}/subjectProcessingResults/{subjectProcessingResult-id}/taskProcessingResults"
        ),
    ];

    private static readonly PathTemplate[] TaskResults = WithDeleted(
        "workflows/{workflow-id}/tasks/{task-id}/taskProcessingResults"
    );

    private static readonly PathTemplate[] VersionTaskResults =
    [
        .. WithDeleted(
            "workflows/{workflow-id}/versions/{workflowVersion-versionNumber}/tasks/{task-id}/taskProcessingResults"
        ),
        new(Root + "workflowTemplates/{workflowTemplate-id}/tasks/{task-id}/taskProcessingResults"),
    ];

    private static readonly PathTemplate[] RunResults = WithDeleted(
        "workflows/{workflow-id}/runs/{run-id}/userProcessingResults/{userProcessingResult-id}/taskProcessingResults",
        "workflows/{workflow-id}/userProcessingResults/{userProcessingResult-id}/taskProcessingResults",
        "workflows/{workflow-id}/taskReports/{taskReport-id}/taskProcessingResults",
        "workflows/{workflow-id}/runs/{run-id}/taskProcessingResults"
    );

    private static readonly PathTemplate NestedResults = new(
        DeletedRoot
            + "workflows/{workflow-id}/runs/{run-id}/userProcessingResults/{userProcessingResult-id}/taskProcessingResults/{taskProcessingResult-id}/task/taskProcessingResults",
        onlyInBeta: true
    );

    /// <summary>
    /// Task processing results, with the paths in the order of preference for lists: documented paths first, then the
    /// narrowest.
    /// </summary>
    public static readonly ResourceCollection TaskProcessingResults = new(
        "task processing results",
        [NestedResults, .. SubjectResults, .. RunResults, .. VersionTaskResults, .. TaskResults]
    )
    {
        ItemProperties = new() { [nameof(ResourceKey.TaskId)] = "task/id" },
        Walks = WithDeleted("workflows/{workflow-id}/runs"),
    };

    /// <summary>
    /// Task processing results, with the paths in the order of preference for callbacks: the documented path, and for
    /// deleted workflows the path with run and user.
    /// </summary>
    public static readonly ResourceCollection TaskProcessingResultsForResume = new(
        "task processing results",
        [
            NestedResults,
            RunResults.Single(path =>
                path.Deleted
                && path.Names.Contains(nameof(ResourceKey.RunId))
                && path.Names.Contains(nameof(ResourceKey.UserProcessingResultId))
            ),
            .. TaskResults,
            .. VersionTaskResults,
            .. RunResults,
            .. SubjectResults,
        ]
    );

    /// <summary>
    /// Task processing results, with the paths in the order of preference for waiting: first those where most results
    /// have the same parent, so that one request returns many.
    /// </summary>
    public static readonly ResourceCollection TaskProcessingResultsForWait = new(
        "task processing results",
        [
            .. RunResults.Where(path => path.Names is [nameof(ResourceKey.WorkflowId), nameof(ResourceKey.RunId)]),
            .. SubjectResults,
            .. RunResults,
            .. VersionTaskResults,
            .. TaskResults,
        ]
    );

    /// <summary>The path to create task processing results: in the task of a result of a deleted workflow.</summary>
    public static readonly ResourceCollection NestedTaskProcessingResults = new(
        "task processing results",
        NestedResults
    );

    private static readonly PathTemplate AssignmentRequestsPath = new(Entitlements + "assignmentRequests");

    private static readonly PathTemplate RequestsOfAssignment = new(
        Entitlements + "accessPackageAssignments/{accessPackageAssignment-id}/accessPackageAssignmentRequests",
        onlyInBeta: true
    );

    private static readonly PathTemplate BetaAssignmentRequestsPath = new(
        Entitlements + "accessPackageAssignmentRequests",
        onlyInBeta: true
    );

    /// <summary>Access package assignment requests, with the path of each API version.</summary>
    public static readonly ResourceCollection AssignmentRequests = new(
        "access package assignment requests",
        RequestsOfAssignment,
        BetaAssignmentRequestsPath,
        AssignmentRequestsPath
    );

    /// <summary>The name of the items in messages.</summary>
    public string Noun { get; }

    /// <summary>All paths, as in the metadata of the service.</summary>
    public IEnumerable<PathTemplate> Templates => _templates;

    /// <summary>Lists whose items each contain some of the resources, if no single path contains all of them.</summary>
    public IReadOnlyList<PathTemplate> Walks { get; private init; } = [];

    /// <summary>The property that identifies items.</summary>
    public string Key { get; private init; } = "id";

    /// <summary>The IDs in each item, with the Microsoft Graph name of the property.</summary>
    private Dictionary<string, string> ItemProperties { get; init; } = NoProperties;

    /// <summary>Returns the path of the collection for all IDs and the version.</summary>
    public ResourcePath ResolvePath(ResourceKey ids, string apiVersion) =>
        ResolvePath(ids, ids, apiVersion, apiVersion);

    /// <summary>Returns the path that contains all IDs, so that its items don't need to be filtered.</summary>
    /// <inheritdoc cref="Selection.Of" path="/exception"/>
    public ResourcePath ResolvePath(ResourceKey typed, ResourceKey known, string? apiVersion, string usualVersion) =>
        ResolvePath(new GivenIds(typed, known), apiVersion, usualVersion);

    /// <inheritdoc cref="ResolvePath(ResourceKey, ResourceKey, string?, string)"/>
    public ResourcePath ResolvePath(GivenIds given, string? apiVersion, string usualVersion)
    {
        Selection selection = Selection.Of(this, given, apiVersion, usualVersion);
        if (!selection.IsWhole)
            throw Selection.Refusal(this, given, wholly: true);
        return selection.Place;
    }

    /// <summary>Whether IDs can be compared with the properties of items.</summary>
    public bool HasItemProperties => ItemProperties.Count > 0;

    /// <summary>The Microsoft Graph name of the property with the ID of a parameter; null if there is none.</summary>
    public string? PropertyOf(string parameter) => ItemProperties.GetValueOrDefault(parameter);

    /// <summary>Returns the IDs in a path of the service; null if it isn't a path of this collection.</summary>
    public ResourceKey? Match(ReadOnlySpan<string> segments)
    {
        foreach (PathTemplate template in _templates)
        {
            if (template.Match(segments) is { } ids)
                return ids;
        }
        return null;
    }

    private static PathTemplate[] WithDeleted(params string[] paths) => WithDeleted(onlyInBeta: false, paths);

    private static PathTemplate[] WithDeleted(bool onlyInBeta, params string[] paths) =>
        [
            .. paths.Select(path => new PathTemplate(Root + path, onlyInBeta)),
            .. paths.Select(path => new PathTemplate(DeletedRoot + path, onlyInBeta)),
        ];
}
