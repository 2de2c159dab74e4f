using LifecycleWorkflows.Graph.Clouds;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>What each condition means, and what to do about it: one table.</summary>
internal static class HttpAdvice
{
    private const string MayHaveBeenProcessed =
        "The request might have been processed. Check the current state before you try again.";

    private const string NotWaiting =
        "Usually the request isn't waiting for a callback: it was already resumed, it timed out, or it waits at "
        + "another stage. Only a request whose status is WaitingForCallback can be resumed, with the stage and "
        + "the CustomExtensionStageInstanceId of the callout that waits. To check it, use "
        + "Get-LwfAccessPackageAssignmentRequest.";

    private const string ListInterrupted =
        "The list was interrupted: the service no longer accepts its own link to the next page. Run the command again, "
        + "and narrow the list, for example with -Since or -Filter, if this happens again.";

    private static readonly Dictionary<ErrorCondition, string> Reasons = new()
    {
        [InvalidRequest] = "the request isn't valid",
        [AuthenticationFailed] = "the service didn't accept the token",
        [PermissionDenied] = "a permission is missing",
        [NotFound] = "no resource with these IDs exists",
        [Conflict] = "the current state doesn't allow it",
        [NotSupportedByService] = "the service doesn't support it here",
        [RequestTimeout] = "the request timed out",
        [Throttled] = "the service still limited the number of requests after all retries",
        [ServiceUnavailable] = "the service failed",
        [ConnectionFailed] = "the service couldn't be reached",
        [UnsafeLink] = "the response leads to another service",
        [UnreadableResponse] = "the response can't be read",
    };

    /// <summary>The first row that fits is the advice.</summary>
    private static readonly Row[] Rows =
    [
        new(InvalidRequest, NotWaiting, IsResumeOfAssignmentRequest),
        new(Conflict, NotWaiting, IsResumeOfAssignmentRequest),
        new(
            NotFound,
            "Check the IDs. Get-LwfAccessPackageAssignmentRequest lists the requests.",
            IsAboutAssignmentRequests
        ),
        new(
            NotSupportedByService,
            "Try the other version: -ApiVersion beta or -ApiVersion v1.0.",
            request => IsAboutAssignmentRequests(request) || IsAboutWorkflow(request)
        ),
        new(
            InvalidRequest,
            "Check the values: for example, the display name of a workflow must be unique, and a disabled workflow can't "
                + "have a schedule. To see the state of the workflow, use Get-LwfWorkflow.",
            IsAboutWorkflow
        ),
        new(
            Conflict,
            "The state of the workflow might have changed in the meantime. To check it, use Get-LwfWorkflow.",
            IsAboutWorkflow
        ),
        new(InvalidRequest, ListInterrupted, request => request.IsLaterPage),
        new(NotFound, ListInterrupted, request => request.IsLaterPage),
        new(
            InvalidRequest,
            "Check the IDs, -Filter, -OrderBy, -ExpandProperty, and -Property. To see the requests, use -Verbose.",
            request => request.IsRead
        ),
        new(
            InvalidRequest,
            "Check whether the workflow is enabled and not quarantined (Get-LwfWorkflow), and whether the users, the "
                + "group, the run, or the results exist.",
            IsStart
        ),
        new(
            InvalidRequest,
            "Check whether the run is queued or in progress (Get-LwfRun): no other run can be stopped.",
            request => request.Operation == GraphOperation.StopRun
        ),
        new(
            InvalidRequest,
            "Check the IDs and values. The service can also refuse a task or request this way when it isn't waiting "
                + "for a callback."
        ),
        new(
            AuthenticationFailed,
            "Run Connect-Lwf again. The token must be for this connection's Graph endpoint and not expired."
        ),
        new(PermissionDenied, request => request.Operation.Requirement),
        new(
            NotFound,
            "Check the IDs. Without IDs, the Get cmdlets list what exists.",
            request => request.Path.Ids.WorkflowId is null
        ),
        new(
            NotFound,
            "Check the IDs, and whether the workflow is still among the deleted workflows: it might have been restored "
                + "or permanently deleted. The service keeps results for 30 days.",
            request => request.Path.Ids.Deleted
        ),
        new(
            NotFound,
            "Check the IDs (use -Workflow for a name), and whether the workflow was deleted (then add -Deleted). The "
                + "service keeps results for 30 days."
        ),
        new(
            Conflict,
            "Check the state of the workflow (Get-LwfWorkflow) and of its runs (Get-LwfRun).",
            request => IsStart(request) || request.Operation == GraphOperation.StopRun
        ),
        new(
            Conflict,
            "Only a task whose status is inProgress waits for a callback. To check it, use "
                + "Get-LwfTaskProcessingResult: it might already have been resumed or have timed out."
        ),
        new(
            NotSupportedByService,
            "The service currently doesn't accept new task processing results. Run the workflow to create results, or "
                + "resume a waiting one with Resume-LwfTaskProcessingResult.",
            request => request.Operation == GraphOperation.CreateTaskProcessingResult
        ),
        new(
            NotSupportedByService,
            "Try -ApiVersion beta, or use the Microsoft Entra admin center.",
            request => IsStart(request) || request.Operation == GraphOperation.StopRun
        ),
        new(
            NotSupportedByService,
            "Try another parent, or -ApiVersion beta. The documented path is -WorkflowId with -TaskId."
        ),
        new(RequestTimeout, "Try again later. If it persists, contact Microsoft support with the request ID."),
        new(ServiceUnavailable, "Try again later. If it persists, contact Microsoft support with the request ID."),
        new(Throttled, "Try again later, with a smaller -ThrottleLimit."),
        new(ConnectionFailed, "Check the network, the proxy, and the connection's GraphEndpoint (Get-LwfConnection)."),
        new(
            UnsafeLink,
            "Don't use a token with this endpoint until it's been checked. See the connection's GraphEndpoint "
                + "(Get-LwfConnection)."
        ),
        new(
            UnreadableResponse,
            "Check that the connection's GraphEndpoint (Get-LwfConnection) is Microsoft Graph, and not a proxy or a "
                + "sign-in page."
        ),
    ];

    /// <summary>What a condition means, as the middle of a sentence.</summary>
    public static string ReasonOf(ErrorCondition condition) => Reasons[condition];

    /// <summary>What to do about a failure.</summary>
    /// <param name="condition">What went wrong.</param>
    /// <param name="request">What was being done.</param>
    /// <param name="mayHaveSucceeded">Whether the service may have carried it out.</param>
    /// <param name="isUnknownSegment">Whether the service doesn't know the path.</param>
    public static string For(
        ErrorCondition condition,
        GraphRequest request,
        bool mayHaveSucceeded,
        bool isUnknownSegment = false
    )
    {
        bool isMissing = isUnknownSegment || condition == NotSupportedByService;
        string gap = isMissing ? GapOfCloud(request) : "";
        return gap + (mayHaveSucceeded ? MayHaveBeenProcessed : RowFor(condition, request).Advice(request));
    }

    private static Row RowFor(ErrorCondition condition, GraphRequest request) =>
        Rows.First(row => row.Condition == condition && row.When(request));

    private static string GapOfCloud(GraphRequest request) =>
        Cloud.Of(request.Uri) is { Gap: { } gap } cloud ? $"In the cloud {cloud.Name}, {gap}. " : "";

    private static bool IsResumeOfAssignmentRequest(GraphRequest request) =>
        request.Operation == GraphOperation.ResumeAssignmentRequest;

    private static bool IsStart(GraphRequest request) =>
        request.Operation == GraphOperation.StartWorkflow || request.Operation == GraphOperation.RestartRun;

    private static bool IsAboutAssignmentRequests(GraphRequest request) =>
        IsResumeOfAssignmentRequest(request) || request.Operation == GraphOperation.ReadAssignmentRequests;

    private static bool IsAboutWorkflow(GraphRequest request) =>
        request.Operation.ChangesWorkflow || request.Operation == GraphOperation.CheckWorkflow;

    private sealed record Row(
        ErrorCondition Condition,
        Func<GraphRequest, string> Advice,
        Func<GraphRequest, bool> When
    )
    {
        public Row(ErrorCondition condition, Func<GraphRequest, string> advice)
            : this(condition, advice, _ => true) { }

        public Row(ErrorCondition condition, string advice, Func<GraphRequest, bool>? when = null)
            : this(condition, _ => advice, when ?? (_ => true)) { }
    }
}
