using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// Turns what came back, or did not, into the module's one exception. Of the body only the error code is used:
/// the rest may hold personal data.
/// </summary>
internal static class HttpErrors
{
    private const int LongestCode = 80;

    public static LifecycleWorkflowsException Refused(
        GraphRequest request,
        int status,
        HttpHeaders headers,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        ErrorCondition condition = ConditionOf(status);
        string? code = CodeIn(body);
        TimeSpan? retryAfter = RetryAfter(headers, now);
        bool isUnroutable = status is 400 or 404 && body.IndexOf("for the segment"u8) >= 0;
        bool isAmbiguous =
            !request.IsRead
            && (status is 408 || (status >= 500 && status != 501 && !(status == 503 && retryAfter is not null)));
        return new(
            condition,
            $"{Explain(condition, request.Operation)}: {request.Label} answered {status}{(code is null ? "" : " " + code)}.",
            GapOfCloud(request, isUnroutable || condition == NotSupportedByService)
                + Advice(condition, request, isAmbiguous)
        )
        {
            StatusCode = status,
            Code = code,
            RequestId = Header(headers, "request-id"),
            ClientRequestId = request.ClientRequestId,
            RetryAfter = retryAfter,
            IsUnknownSegment = isUnroutable,
            IsTransient = condition is Throttled or ServiceUnavailable or RequestTimeout,
            MayHaveSucceeded = isAmbiguous,
        };
    }

    public static LifecycleWorkflowsException NotReached(GraphRequest request, HttpRequestException exception)
    {
        bool isAmbiguous = !request.IsRead && !NeverSent(exception.HttpRequestError);
        return new(
            ConnectionFailed,
            $"{Explain(ConnectionFailed, request.Operation)}: {request.Label} got no answer ({exception.HttpRequestError}).",
            Advice(ConnectionFailed, request, isAmbiguous)
        )
        {
            ClientRequestId = request.ClientRequestId,
            IsTransient = true,
            MayHaveSucceeded = isAmbiguous,
        };
    }

    /// <summary>No answer within the connection's limit; null for the limit when something else gave up.</summary>
    public static LifecycleWorkflowsException TimedOut(GraphRequest request, TimeSpan? limit) =>
        new(
            RequestTimeout,
            $"{Explain(RequestTimeout, request.Operation)}: {request.Label} got no answer {(limit is { } time ? $"within {time.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)} seconds" : "before it was given up")}.",
            Advice(RequestTimeout, request, !request.IsRead)
        )
        {
            ClientRequestId = request.ClientRequestId,
            IsTransient = true,
            MayHaveSucceeded = !request.IsRead,
        };

    /// <summary>
    /// Something failed that has no better name, in a handler or while unpacking. Its own text can hold anything and is
    /// not shown.
    /// </summary>
    public static LifecycleWorkflowsException Broken(GraphRequest request, Exception exception) =>
        new(
            ConnectionFailed,
            $"{Explain(ConnectionFailed, request.Operation)}: {request.Label} was broken off ({exception.GetType().Name}).",
            Advice(ConnectionFailed, request, !request.IsRead)
        )
        {
            ClientRequestId = request.ClientRequestId,
            IsTransient = exception is IOException or InvalidDataException,
            MayHaveSucceeded = !request.IsRead,
        };

    public static LifecycleWorkflowsException Unreadable(
        GraphRequest request,
        int status,
        HttpHeaders headers,
        string reason,
        bool wasCutShort = false
    ) =>
        new(
            UnreadableResponse,
            $"{Explain(UnreadableResponse, request.Operation)}: {request.Label} answered {status}, but {reason}.",
            Advice(UnreadableResponse, request, !request.IsRead)
        )
        {
            StatusCode = status,
            RequestId = Header(headers, "request-id"),
            ClientRequestId = request.ClientRequestId,
            IsTransient = wasCutShort,
            MayHaveSucceeded = !request.IsRead,
        };

    public static LifecycleWorkflowsException LeavesService(GraphRequest request, string what) =>
        new(
            UnsafeLink,
            $"{Explain(UnsafeLink, request.Operation)}: {request.Label} answered with {what}. It was not followed.",
            Advice(UnsafeLink, request)
        )
        {
            ClientRequestId = request.ClientRequestId,
        };

    /// <summary>The same refusal, as what it means: the service has no such operation.</summary>
    public static LifecycleWorkflowsException NotOffered(LifecycleWorkflowsException refusal, GraphRequest request) =>
        new(
            NotSupportedByService,
            $"{Explain(NotSupportedByService, request.Operation)}: {request.Label} answered {refusal.StatusCode}{(refusal.Code is null ? "" : " " + refusal.Code)}.",
            Advice(NotSupportedByService, request)
        )
        {
            StatusCode = refusal.StatusCode,
            Code = refusal.Code,
            RequestId = refusal.RequestId,
            ClientRequestId = refusal.ClientRequestId,
            Attempts = refusal.Attempts,
        };

    public static string? Header(HttpHeaders headers, string name) =>
        headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    /// <summary>The refusal of a token as what it is: another one may do. Other refusals stay as they are.</summary>
    public static Exception Classify(
        LifecycleWorkflowsException refusal,
        HttpResponseHeaders headers,
        AccessToken token
    ) =>
        refusal.StatusCode == (int)HttpStatusCode.Unauthorized
            ? new TokenRefusedException(refusal, token, ClaimsChallenge(headers))
            : refusal;

    /// <summary>
    /// What a new token must have, in the words of the service that refused the old one; null when it did not say.
    /// </summary>
    private static string? ClaimsChallenge(HttpResponseHeaders headers) =>
        headers.WwwAuthenticate.Count > 0
            ? WwwAuthenticateParameters.GetClaimChallengeFromResponseHeaders(headers)
            : null;

    public static TimeSpan? RetryAfter(HttpHeaders headers, DateTimeOffset now)
    {
        RetryConditionHeaderValue? header = (headers as HttpResponseHeaders)?.RetryAfter;
        TimeSpan? wait = header?.Delta ?? header?.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    public static ErrorCondition ConditionOf(int status) =>
        status switch
        {
            400 or 422 => InvalidRequest,
            401 => AuthenticationFailed,
            403 => PermissionDenied,
            404 or 410 => NotFound,
            409 or 412 or 423 => Conflict,
            405 or 501 => NotSupportedByService,
            408 or 504 => RequestTimeout,
            429 => Throttled,
            >= 300 and < 400 => UnsafeLink,
            >= 500 => ServiceUnavailable,
            _ => InvalidRequest,
        };

    private static bool NeverSent(HttpRequestError error) =>
        error
            is HttpRequestError.NameResolutionError
                or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    private static string Explain(ErrorCondition condition, GraphOperation operation) =>
        condition switch
        {
            InvalidRequest => $"The service found something wrong with the request while {operation.Name}",
            AuthenticationFailed => $"The service did not accept the token while {operation.Name}",
            PermissionDenied => $"Permission for {operation.Name} is missing",
            NotFound => $"Nothing with these ids was found while {operation.Name}",
            Conflict => $"The present state does not allow {operation.Name}",
            NotSupportedByService => $"The service does not offer {operation.Name} here",
            RequestTimeout => $"The time ran out while {operation.Name}",
            Throttled =>
                $"The service limits the number of requests and still did so after all retries while {operation.Name}",
            ServiceUnavailable => $"The service failed while {operation.Name}",
            ConnectionFailed => $"The service could not be reached for {operation.Name}",
            UnsafeLink => $"A link that leads away from the connection's endpoint came back while {operation.Name}",
            _ => $"The answer cannot be read while {operation.Name}",
        };

    private static string GapOfCloud(GraphRequest request, bool isMissing) =>
        isMissing && Cloud.Of(request.Uri) is { Gap: { } gap } cloud ? $"In the cloud {cloud.Name} {gap}. " : "";

    private static string Advice(ErrorCondition condition, GraphRequest request, bool isAmbiguous = false) =>
        isAmbiguous
            ? "It is not known whether it was carried out. Look before sending it again."
            : Advice(condition, request.Operation, request.Path.Ids, request.IsRead);

    private static string Advice(ErrorCondition condition, GraphOperation operation, ResourceKey ids, bool isRead) =>
        condition switch
        {
            InvalidRequest or Conflict when operation == GraphOperation.ResumeAssignmentRequest =>
                "Most often the request does not wait for a callback: it was answered, its time is over, or it waits at another stage. Only one whose status is WaitingForCallback takes an answer, "
                    + "with the stage and the CustomExtensionStageInstanceId of the callout that waits. Read it with Get-LwfAccessPackageAssignmentRequest.",
            NotFound
                when operation == GraphOperation.ResumeAssignmentRequest
                    || operation == GraphOperation.ReadAssignmentRequests =>
                "Check the ids; Get-LwfAccessPackageAssignmentRequest lists the requests.",
            NotSupportedByService
                when operation == GraphOperation.ResumeAssignmentRequest
                    || operation == GraphOperation.ReadAssignmentRequests =>
                "Try the other version: -ApiVersion beta or -ApiVersion v1.0.",
            InvalidRequest when isRead =>
                "Check ids, -Filter, -OrderBy, -ExpandProperty and -Property; -Verbose shows the requests that were made.",
            InvalidRequest =>
                "Check ids and values. A task or request that does not wait for an answer can be refused like this, too.",
            AuthenticationFailed =>
                "Run Connect-Lwf again. A token must be for this connection's Graph endpoint, and not expired.",
            PermissionDenied => $"Least privileged permission: {operation.Permission}.",
            NotFound when ids.WorkflowId is null => "Check the ids. Without them the Get cmdlets list what there is.",
            NotFound when ids.Deleted =>
                "Check the ids, and whether the workflow is still among the deleted ones: it may have been restored, or removed for good. The service keeps results for 30 days.",
            NotFound =>
                "Check the ids (a name goes to -Workflow), and whether the workflow was deleted in the meantime (then add -Deleted). The service keeps results for 30 days.",
            Conflict =>
                "Only a task that is inProgress waits for an answer. Read it again with Get-LwfTaskProcessingResult: it may have been answered, or its time may be over.",
            NotSupportedByService => operation == GraphOperation.CreateTaskProcessingResult
                ? "The service of today does not accept new task processing results. Run the workflow to get some, or answer a waiting one with Resume-LwfTaskProcessingResult."
                : "Try another parent, or -ApiVersion beta; the documented path is -WorkflowId with -TaskId.",
            RequestTimeout or ServiceUnavailable =>
                "Try again later. If it persists, give the request id to Microsoft support.",
            Throttled => "Try again later, with a smaller -ThrottleLimit.",
            ConnectionFailed => "Check network, proxy and the connection's GraphEndpoint (Get-LwfConnection).",
            UnsafeLink =>
                "Do not trust this endpoint with a token before somebody has looked at it. Check the connection's GraphEndpoint (Get-LwfConnection).",
            _ =>
                "Check that the connection's GraphEndpoint (Get-LwfConnection) is Microsoft Graph and not a proxy or sign-in page in between.",
        };

    private static string? CodeIn(ReadOnlySpan<byte> body)
    {
        try
        {
            Utf8JsonReader json = new(body);
            while (json.Read())
            {
                if (
                    json.TokenType == JsonTokenType.PropertyName
                    && json.CurrentDepth == 2
                    && json.ValueTextEquals("code"u8)
                )
                {
                    json.Read();
                    return json.TokenType == JsonTokenType.String && IsName(json.GetString()!)
                        ? json.GetString()
                        : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Neither grammar nor text has to be right in what somebody in between sends.
        }
        return null;
    }

    /// <summary>A code is a name; anything else in its place is text, and text is not shown.</summary>
    private static bool IsName(string code) =>
        code.Length is > 0 and <= LongestCode && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
