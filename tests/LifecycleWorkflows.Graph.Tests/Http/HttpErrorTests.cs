using System.Text;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What a failure says of itself, and what it says to do next.</summary>
public sealed class HttpErrorTests
{
    private const string NotKnown =
        "The request might have been processed. Check the current state before you try again.";

    private static readonly HttpMessageHandler Handler = new FakeService(() => Ok("{}"));

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, GraphOperation> Operations = new()
    {
        ["workflows"] = GraphOperation.ReadWorkflows,
        ["requests"] = GraphOperation.ReadAssignmentRequests,
        ["resume"] = GraphOperation.ResumeTaskProcessingResult,
        ["resume request"] = GraphOperation.ResumeAssignmentRequest,
        ["create"] = GraphOperation.CreateTaskProcessingResult,
    };

    [Theory]
    [InlineData(408, null, true, true)]
    [InlineData(500, null, true, true)]
    [InlineData(500, "5", true, true)]
    [InlineData(502, null, true, true)]
    [InlineData(503, null, true, true)]
    [InlineData(503, "0", false, true)]
    [InlineData(504, "5", true, true)]
    [InlineData(599, null, true, true)]
    [InlineData(501, null, false, false)]
    [InlineData(429, null, false, true)]
    [InlineData(429, "5", false, true)]
    [InlineData(499, null, false, false)]
    [InlineData(400, null, false, false)]
    [InlineData(401, null, false, false)]
    [InlineData(403, null, false, false)]
    [InlineData(404, null, false, false)]
    [InlineData(409, null, false, false)]
    public void Of_a_change_that_may_have_been_carried_out_it_says_that_this_is_not_known(
        int status,
        string? retryAfter,
        bool isAmbiguous,
        bool isPassing
    )
    {
        using HttpResponseMessage response = RetryAfter(status, retryAfter ?? "");
        LifecycleWorkflowsException change = HttpErrors.Refused(Request("resume"), status, response.Headers, [], Now);
        Assert.Equal(
            (isAmbiguous, isAmbiguous, isPassing),
            (change.MayHaveSucceeded, change.RecommendedAction == NotKnown, change.IsTransient)
        );
        LifecycleWorkflowsException read = HttpErrors.Refused(Request("workflows"), status, response.Headers, [], Now);
        Assert.Equal(
            (false, false, isPassing),
            (read.MayHaveSucceeded, read.RecommendedAction == NotKnown, read.IsTransient)
        );
    }

    public static TheoryData<HttpRequestError> Errors() => [.. Enum.GetValues<HttpRequestError>()];

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_connection_that_never_came_about_carried_nothing_out(HttpRequestError error)
    {
        bool neverSent =
            error
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;
        LifecycleWorkflowsException change = HttpErrors.FromException(
            new HttpRequestException(error),
            Request("resume"),
            Handler
        );
        Assert.Equal(
            (!neverSent, !neverSent, true),
            (change.MayHaveSucceeded, change.RecommendedAction == NotKnown, change.IsTransient)
        );
        LifecycleWorkflowsException read = HttpErrors.FromException(
            new HttpRequestException(error),
            Request("workflows"),
            Handler
        );
        Assert.Equal((false, true), (read.MayHaveSucceeded, read.IsTransient));
        Assert.Contains("GraphEndpoint", read.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timed out", true)]
    [InlineData("given up", true)]
    [InlineData("broken off", true)]
    [InlineData("of no kind", false)]
    [InlineData("unreadable", false)]
    [InlineData("cut short", true)]
    public void What_became_of_a_change_is_not_known_either_when(string how, bool isPassing)
    {
        using HttpResponseMessage response = Status(200);
        foreach (bool isChange in (bool[])[true, false])
        {
            GraphRequest request = Request(isChange ? "resume" : "workflows");
            LifecycleWorkflowsException failure = how switch
            {
                "timed out" => HttpErrors.FromException(
                    new OperationCanceledException(),
                    request,
                    Handler,
                    TimeSpan.FromSeconds(1.5)
                ),
                "given up" => HttpErrors.FromException(new OperationCanceledException(), request, Handler),
                "broken off" => HttpErrors.FromException(new IOException(), request, Handler),
                "of no kind" => HttpErrors.FromException(new InvalidOperationException(), request, Handler),
                _ => HttpErrors.Unreadable(request, response, "of this", wasCutShort: how == "cut short"),
            };
            Assert.Equal(
                (isChange, isChange, isPassing),
                (failure.MayHaveSucceeded, failure.RecommendedAction == NotKnown, failure.IsTransient)
            );
            Assert.Equal(request.ClientRequestId, failure.ClientRequestId);
            if (how == "timed out")
                Assert.Contains("no response within 1.5 seconds", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_leads_elsewhere_is_settled()
    {
        LifecycleWorkflowsException elsewhere = HttpErrors.LeavesService(Request("workflows"), "a redirect");
        Assert.Equal((false, false), (elsewhere.MayHaveSucceeded, elsewhere.IsTransient));
    }

    [Theory]
    [InlineData("workflows", 400, "w", "Check the IDs, -Filter, -OrderBy, -ExpandProperty, and -Property")]
    [InlineData("resume", 400, "w", "when it isn't waiting for a callback")]
    [InlineData("workflows", 401, "w", "Run Connect-Lwf again")]
    [InlineData("workflows", 403, "w", "Least privileged permission: LifecycleWorkflows-Workflow.ReadBasic.All")]
    [InlineData("resume", 403, "w", "Least privileged permission: LifecycleWorkflows.ReadWrite.All")]
    [InlineData("requests", 403, "", "Least privileged permission: EntitlementManagement.Read.All")]
    [InlineData("workflows", 404, "", "Without IDs, the Get cmdlets list what exists")]
    [InlineData("workflows", 404, "w", "then add -Deleted")]
    [InlineData("workflows", 410, "deleted w", "whether the workflow is still among the deleted workflows")]
    [InlineData("requests", 404, "", "Get-LwfAccessPackageAssignmentRequest lists the requests")]
    [InlineData("resume request", 404, "", "Get-LwfAccessPackageAssignmentRequest lists the requests")]
    [InlineData("resume request", 400, "", "Usually the request isn't waiting for a callback")]
    [InlineData("resume request", 409, "", "Usually the request isn't waiting for a callback")]
    [InlineData("requests", 400, "", "Check the IDs, -Filter")]
    [InlineData("requests", 405, "", "Try the other version")]
    [InlineData("resume request", 405, "", "Try the other version")]
    [InlineData("create", 405, "w", "doesn't accept new task processing results")]
    [InlineData("workflows", 501, "w", "Try another parent, or -ApiVersion beta")]
    [InlineData("resume", 409, "w", "Only a task whose status is inProgress waits for a callback")]
    [InlineData("workflows", 429, "w", "with a smaller -ThrottleLimit")]
    [InlineData("workflows", 408, "w", "contact Microsoft support with the request ID")]
    [InlineData("workflows", 503, "w", "contact Microsoft support with the request ID")]
    [InlineData("workflows", 302, "w", "Don't use a token with this endpoint")]
    public void Each_refusal_says_what_to_do_next(string operation, int status, string ids, string says)
    {
        using HttpResponseMessage response = Status(status);
        LifecycleWorkflowsException refusal = HttpErrors.Refused(
            Request(operation, ids),
            status,
            response.Headers,
            [],
            Now
        );
        Assert.Contains(says, refusal.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains($"returned {status}.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "Couldn't get workflows: the request isn't valid.")]
    [InlineData(401, "Couldn't get workflows: the service didn't accept the token.")]
    [InlineData(403, "Couldn't get workflows: a permission is missing.")]
    [InlineData(404, "Couldn't get workflows: no resource with these IDs exists.")]
    [InlineData(409, "Couldn't get workflows: the current state doesn't allow it.")]
    [InlineData(405, "Couldn't get workflows: the service doesn't support it here.")]
    [InlineData(408, "Couldn't get workflows: the request timed out.")]
    [InlineData(429, "Couldn't get workflows: the service still limited the number of requests after all retries.")]
    [InlineData(500, "Couldn't get workflows: the service failed.")]
    [InlineData(302, "Couldn't get workflows: the response leads to another service.")]
    public void Each_refusal_says_what_it_is_in_words(int status, string says)
    {
        using HttpResponseMessage response = Status(status);
        string message = HttpErrors.Refused(Request("workflows"), status, response.Headers, [], Now).Message;
        Assert.StartsWith(says, message, StringComparison.Ordinal);
        Assert.EndsWith($". GET v1.0/x returned {status}.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_refusal_says_what_it_is_in_words()
    {
        using HttpResponseMessage response = Status(200);
        GraphRequest request = Request("workflows");
        Assert.Equal(
            "Couldn't get workflows: the service couldn't be reached. GET v1.0/x wasn't "
                + "sent: there was no connection to graph.example:443 (ConnectionError).",
            HttpErrors
                .FromException(new HttpRequestException(HttpRequestError.ConnectionError), request, Handler)
                .Message
        );
        Assert.Equal(
            "Couldn't get workflows: the response can't be read. GET v1.0/x returned 200, but of this.",
            HttpErrors.Unreadable(request, response, "of this").Message
        );
    }

    [Theory]
    [InlineData("Request_BadRequest", true)]
    [InlineData("a.b-c_9", true)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", true)]
    [InlineData("123456789012345678901234567890123456789012345678901234567890123456789012345678901", false)]
    [InlineData("Adele Vance", false)]
    [InlineData("Zoë", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void A_code_is_shown_when_it_is_a_name(string code, bool isShown)
    {
        LifecycleWorkflowsException refusal = Refused(
            $$"""{"error":{"innerError":{"code":"inner"},"code":"{{code}}","message":"m"} }"""
        );
        Assert.Equal(isShown ? code : null, refusal.Code);
        Assert.Contains(isShown ? $"returned 400 {code}." : "returned 400.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"code":"outer","error":{"message":"m"}}""")]
    [InlineData("""{"error":{"code":5}}""")]
    [InlineData("""{"error":{"code":null}}""")]
    [InlineData("""{"error":{"inner":{"code":"inner"}}}""")]
    [InlineData("""{"error":{"code":"\ud800"}}""")]
    [InlineData("""{"error":{"co""")]
    [InlineData("<html>")]
    [InlineData("")]
    public void Nothing_else_is_taken_for_a_code(string body) => Assert.Null(Refused(body).Code);

    [Theory]
    [InlineData(400, true)]
    [InlineData(404, true)]
    [InlineData(403, false)]
    public void A_segment_that_is_not_routed_is_told_apart(int status, bool isUnroutable)
    {
        using HttpResponseMessage response = Status(status);
        byte[] body =
            """{"error":{"code":"BadRequest","message":"Resource not found for the segment 'resume'."}}"""u8.ToArray();
        LifecycleWorkflowsException refusal = HttpErrors.Refused(
            Request("create"),
            status,
            response.Headers,
            body,
            Now
        );
        Assert.Equal(isUnroutable, refusal.IsUnknownSegment);
        Assert.False(
            HttpErrors.Refused(Request("create"), status, response.Headers, "for the segmen"u8, Now).IsUnknownSegment
        );

        refusal.Attempts = 3;
        LifecycleWorkflowsException notOffered = HttpErrors.NotOffered(refusal, Request("create"));
        Assert.Equal(
            (ErrorCondition.NotSupportedByService, status, "BadRequest", 3),
            (notOffered.Condition, notOffered.StatusCode, notOffered.Code, notOffered.Attempts)
        );
        Assert.Contains($"returned {status} BadRequest.", notOffered.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "https://microsoftgraph.chinacloudapi.cn",
        405,
        "",
        "In the cloud China, lifecycle workflows might not be available"
    )]
    [InlineData(
        "https://graph.microsoft.us",
        404,
        "for the segment 'x'",
        "In the cloud USGov, resuming access package assignment requests isn't documented for v1.0"
    )]
    [InlineData("https://graph.microsoft.us", 404, "", null)]
    [InlineData("https://graph.microsoft.com", 405, "", null)]
    [InlineData("https://graph.example", 405, "", null)]
    public void What_a_cloud_is_known_to_lack_is_said_when_it_may_be_the_cause(
        string root,
        int status,
        string body,
        string? says
    )
    {
        using HttpResponseMessage response = Status(status);
        string advice = HttpErrors
            .Refused(Request("workflows", "w", root), status, response.Headers, Encoding.UTF8.GetBytes(body), Now)
            .RecommendedAction;
        if (says is not null)
            Assert.StartsWith(says, advice, StringComparison.Ordinal);
        else
            Assert.DoesNotContain("In the cloud", advice, StringComparison.Ordinal);
    }

    private static LifecycleWorkflowsException Refused(string body)
    {
        using HttpResponseMessage response = Status(400);
        return HttpErrors.Refused(Request("workflows"), 400, response.Headers, Encoding.UTF8.GetBytes(body), Now);
    }

    /// <summary>A request about a workflow, live or deleted, or about none.</summary>
    [Theory]
    [InlineData(true, false, 400, true)]
    [InlineData(false, false, 400, false)]
    [InlineData(true, true, 400, false)]
    [InlineData(true, false, 403, false)]
    public void The_service_s_words_are_shown_where_the_user_s_own_were_refused(
        bool hasUserOptions,
        bool isLaterPage,
        int status,
        bool isShown
    )
    {
        GraphRequest request = Request("workflows") with { HasUserOptions = hasUserOptions, IsLaterPage = isLaterPage };
        using HttpResponseMessage response = Status(status);
        byte[] body =
            """{"error":{"code":"BadRequest","message":"Could not find\nproperty 'displayNam'."}}"""u8.ToArray();
        LifecycleWorkflowsException failure = HttpErrors.Refused(request, status, response.Headers, body, Now);

        Assert.Equal(isShown ? "Could not find\uFFFDproperty 'displayNam'." : null, failure.ServiceMessage);
        Assert.Equal(isShown, failure.Message.Contains("displayNam", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3f1c9d0e-5a52-4f8a-9c0d-2b7a6a1b8f11", true)]
    [InlineData("a b", false)]
    public void The_request_id_comes_last_in_the_text(string requestId, bool isShown)
    {
        using HttpResponseMessage response = Status(500);
        response.Headers.TryAddWithoutValidation("request-id", requestId);
        LifecycleWorkflowsException failure = HttpErrors.Refused(Request("workflows"), 500, response.Headers, [], Now);

        Assert.Equal(requestId, failure.RequestId);
        Assert.Equal(isShown, failure.Message.EndsWith($" Request ID: {requestId}.", StringComparison.Ordinal));
    }

    private static GraphRequest Request(string operation, string ids = "w", string root = "https://graph.example")
    {
        ResourceKey about = new() { WorkflowId = ids.Length == 0 ? null : "w", Deleted = ids == "deleted w" };
        bool isRead = operation is "workflows" or "requests";
        return new(
            Operations[operation],
            new(ApiVersions.V1, about, "x"),
            new(root + "/v1.0/x"),
            isRead ? null : "{}"u8.ToArray()
        );
    }
}
