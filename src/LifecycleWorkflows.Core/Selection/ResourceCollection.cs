namespace LifecycleWorkflows;

/// <summary>
/// A kind of resource and every place where the service keeps it. <see cref="Selection.Of"/> is the one function that
/// chooses among them.
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

    /// <summary>No collection but one resource, which is read at the path as it stands.</summary>
    public static readonly ResourceCollection Settings = new("settings", new PathTemplate(Root + "settings"));

    /// <summary>What the functions of insights hang below.</summary>
    public static readonly ResourceCollection Insights = new("insights", new PathTemplate(Root + "insights"));

    public static readonly ResourceCollection Runs = new("runs", WithDeleted("workflows/{workflow-id}/runs"));

    public static readonly ResourceCollection UserProcessingResults = new(
        "user processing results",
        WithDeleted(
            "workflows/{workflow-id}/runs/{run-id}/userProcessingResults",
            "workflows/{workflow-id}/userProcessingResults"
        )
    );

    /// <summary>The users whom a workflow is about to process.</summary>
    public static readonly ResourceCollection ExecutionScope = new(
        "users in the execution scope",
        WithDeleted("workflows/{workflow-id}/executionScope")
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
    /// Task processing results in the order in which lists prefer their places: the documented ones first, the
    /// narrowest first.
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
    /// The same places in the order in which answers prefer them: the documented path, and for deleted workflows the
    /// run and user path.
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
    /// The same places in the order in which waiting prefers them: where most results have one parent in common, and
    /// one request tells of many.
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

    /// <summary>Where seed creation posts to: behind a result of a deleted workflow.</summary>
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

    /// <summary>Access package assignment requests, under the name of each version.</summary>
    public static readonly ResourceCollection AssignmentRequests = new(
        "access package assignment requests",
        RequestsOfAssignment,
        BetaAssignmentRequestsPath,
        AssignmentRequestsPath
    );

    /// <summary>What the collection holds, in words.</summary>
    public string Noun { get; }

    /// <summary>Every place, as the service's description writes it.</summary>
    public IEnumerable<PathTemplate> Templates => _templates;

    /// <summary>
    /// Lists with an item for each place that has some of the items, where there is no one place for all of them.
    /// </summary>
    public IReadOnlyList<PathTemplate> Walks { get; private init; } = [];

    /// <summary>The property by which items are known.</summary>
    public string Key { get; private init; } = "id";

    /// <summary>The ids that each item tells, by the wire name of the property.</summary>
    private Dictionary<string, string> ItemProperties { get; init; } = NoProperties;

    /// <summary>Where the collection is when all ids and the version are known.</summary>
    public ResourcePath ResolvePath(ResourceKey ids, string apiVersion) =>
        ResolvePath(ids, ids, apiVersion, apiVersion);

    /// <summary>The place that all ids are part of, with nothing left to decide on its items.</summary>
    /// <inheritdoc cref="Selection.Of" path="/exception"/>
    public ResourcePath ResolvePath(ResourceKey typed, ResourceKey known, string? apiVersion, string usualVersion) =>
        ResolvePath(new GivenIds(typed, known), apiVersion, usualVersion);

    /// <inheritdoc cref="ResolvePath(ResourceKey, ResourceKey, string?, string)"/>
    public ResourcePath ResolvePath(GivenIds given, string? apiVersion, string usualVersion) =>
        Selection.Of(this, given, apiVersion, usualVersion) is { IsWhole: true } selection
            ? selection.Place
            : throw Selection.Refusal(this, given, wholly: true);

    /// <summary>
    /// Whether items are looked at before they are used, so that ids can be compared with what they tell.
    /// </summary>
    public bool HasItemProperties => ItemProperties.Count > 0;

    /// <summary>
    /// The property in which an item tells the id of a parameter, by its wire name; null when it does not.
    /// </summary>
    public string? PropertyOf(string parameter) => ItemProperties.GetValueOrDefault(parameter);

    /// <summary>A path of the service taken apart; null when it is none of this collection's.</summary>
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
