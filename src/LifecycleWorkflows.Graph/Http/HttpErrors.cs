using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
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
    private const int MaxCodeLength = 80;

    /// <summary>The service refused a request, or a part of a batch.</summary>
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
        bool isUnknownSegment = status is 400 or 404 && body.IndexOf("for the segment"u8) >= 0;
        return new(
            condition,
            Message(condition, request, Returned(status, code)),
            HttpAdvice.For(condition, request, MayHaveSucceeded(request, status, retryAfter), isUnknownSegment)
        )
        {
            StatusCode = status,
            Code = code,
            RequestId = Header(headers, "request-id"),
            ClientRequestId = request.ClientRequestId,
            RetryAfter = retryAfter,
            IsUnknownSegment = isUnknownSegment,
            IsTransient = condition is Throttled or ServiceUnavailable or RequestTimeout,
            MayHaveSucceeded = MayHaveSucceeded(request, status, retryAfter),
        };
    }

    /// <summary>An attempt failed before a response was read.</summary>
    /// <param name="exception">What the framework says.</param>
    /// <param name="request">The request.</param>
    /// <param name="limit">The connection's time limit if it ran out; otherwise null.</param>
    public static LifecycleWorkflowsException FromException(
        Exception exception,
        GraphRequest request,
        TimeSpan? limit
    ) =>
        exception switch
        {
            HttpRequestException failure => NotReached(request, failure),
            OperationCanceledException => TimedOut(request, limit),
            _ => Interrupted(request, exception),
        };

    /// <summary>A response came, and what it says can't be used.</summary>
    public static LifecycleWorkflowsException Unreadable(
        GraphRequest request,
        HttpResponseMessage response,
        string reason,
        bool wasCutShort = false
    )
    {
        int status = (int)response.StatusCode;
        return Create(
            UnreadableResponse,
            request,
            $"returned {status}, but {reason}",
            isTransient: wasCutShort,
            mayHaveSucceeded: !request.IsRead,
            status,
            Header(response.Headers, "request-id")
        );
    }

    /// <summary>A response leads to another service.</summary>
    public static LifecycleWorkflowsException LeavesService(GraphRequest request, string link) =>
        Create(
            UnsafeLink,
            request,
            $"returned {link}. It wasn't followed",
            isTransient: false,
            mayHaveSucceeded: false
        );

    /// <summary>The same refusal, as what it means: the service has no such operation.</summary>
    public static LifecycleWorkflowsException NotOffered(LifecycleWorkflowsException refusal, GraphRequest request) =>
        new(
            NotSupportedByService,
            Message(NotSupportedByService, request, Returned(refusal.StatusCode, refusal.Code)),
            HttpAdvice.For(NotSupportedByService, request, mayHaveSucceeded: false)
        )
        {
            StatusCode = refusal.StatusCode,
            Code = refusal.Code,
            RequestId = refusal.RequestId,
            ClientRequestId = refusal.ClientRequestId,
            Attempts = refusal.Attempts,
        };

    private static LifecycleWorkflowsException NotReached(GraphRequest request, HttpRequestException exception) =>
        Create(
            ConnectionFailed,
            request,
            $"got no response ({exception.HttpRequestError})",
            isTransient: true,
            mayHaveSucceeded: !request.IsRead && !NeverSent(exception.HttpRequestError)
        );

    private static LifecycleWorkflowsException TimedOut(GraphRequest request, TimeSpan? limit)
    {
        string end = limit is { } time
            ? string.Create(CultureInfo.InvariantCulture, $"within {time.TotalSeconds:0.#} seconds")
            : "before it was canceled";
        return Create(
            RequestTimeout,
            request,
            $"got no response {end}",
            isTransient: true,
            mayHaveSucceeded: !request.IsRead
        );
    }

    /// <summary>
    /// Something failed that has no better name, in a handler or while unpacking. Its own text can hold anything and is
    /// not shown.
    /// </summary>
    private static LifecycleWorkflowsException Interrupted(GraphRequest request, Exception exception) =>
        Create(
            ConnectionFailed,
            request,
            $"was interrupted ({exception.GetType().Name})",
            isTransient: exception is IOException or InvalidDataException,
            mayHaveSucceeded: !request.IsRead
        );

    private static LifecycleWorkflowsException Create(
        ErrorCondition condition,
        GraphRequest request,
        string what,
        bool isTransient,
        bool mayHaveSucceeded,
        int? status = null,
        string? requestId = null
    ) =>
        new(condition, Message(condition, request, what), HttpAdvice.For(condition, request, mayHaveSucceeded))
        {
            StatusCode = status,
            RequestId = requestId,
            ClientRequestId = request.ClientRequestId,
            IsTransient = isTransient,
            MayHaveSucceeded = mayHaveSucceeded,
        };

    private static string Message(ErrorCondition condition, GraphRequest request, string what) =>
        $"Couldn't {request.Operation.Name}: {HttpAdvice.ReasonOf(condition)}. {request.Label} {what}.";

    private static string Returned(int? status, string? code) =>
        code is null ? $"returned {status}" : $"returned {status} {code}";

    private static bool MayHaveSucceeded(GraphRequest request, int status, TimeSpan? retryAfter)
    {
        if (request.IsRead)
            return false;
        bool wasRefused = status == 501 || (status == 503 && retryAfter is not null);
        return status == 408 || (status >= 500 && !wasRefused);
    }

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
        code.Length is > 0 and <= MaxCodeLength
        && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}
