using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Internal;
using Microsoft.Identity.Client;
using static LifecycleWorkflows.ErrorCondition;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// Turns what came back, or did not, into the module's one exception. Of the body only the error code is used, and the
/// message where the user's own words were refused: the rest may hold personal data.
/// </summary>
internal static class HttpErrors
{
    private const int MaxCodeLength = 80;
    private const int MaxMessageLength = 500;

    /// <summary>The service refused a request, or a part of a batch.</summary>
    public static LifecycleWorkflowsException Refused(
        GraphRequest request,
        int status,
        HttpResponseHeaders headers,
        ReadOnlySpan<byte> body,
        DateTimeOffset now
    )
    {
        ErrorCondition condition = ConditionOf(status);
        string? code = CodeIn(body);
        string? requestId = Header(headers, "request-id");
        string? serviceMessage =
            condition == InvalidRequest && request.HasUserOptions && !request.IsLaterPage ? MessageIn(body) : null;
        TimeSpan? retryAfter = RetryAfter.In(headers, now);
        bool isUnknownSegment = status is 400 or 404 && body.IndexOf("for the segment"u8) >= 0;
        return new(
            condition,
            Message(condition, request, Returned(status, code), requestId, serviceMessage),
            HttpAdvice.For(condition, request, MayHaveSucceeded(request, status, retryAfter), isUnknownSegment)
        )
        {
            StatusCode = status,
            Code = code,
            ServiceMessage = serviceMessage,
            RequestId = requestId,
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
    /// <param name="handler">The handler that sent the request.</param>
    /// <param name="limit">The connection's time limit if it ran out; otherwise null.</param>
    public static LifecycleWorkflowsException FromException(
        Exception exception,
        GraphRequest request,
        HttpMessageHandler handler,
        TimeSpan? limit = null
    )
    {
        if (ConnectFailure.Of(exception, handler, request.Uri) is { } failure)
            return NotSent(request, failure);
        return exception switch
        {
            HttpRequestException lost => NoResponse(request, lost),
            OperationCanceledException => TimedOut(request, limit),
            _ => Interrupted(request, exception),
        };
    }

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
            Message(NotSupportedByService, request, Returned(refusal.StatusCode, refusal.Code), refusal.RequestId),
            HttpAdvice.For(NotSupportedByService, request, mayHaveSucceeded: false)
        )
        {
            StatusCode = refusal.StatusCode,
            Code = refusal.Code,
            RequestId = refusal.RequestId,
            ClientRequestId = refusal.ClientRequestId,
            Attempts = refusal.Attempts,
        };

    private static LifecycleWorkflowsException NotSent(GraphRequest request, ConnectFailure failure) =>
        new(
            ConnectionFailed,
            Message(ConnectionFailed, request, $"wasn't sent: {failure.Reason}"),
            failure.RequiresCredentials ? ConnectFailure.ProxyAdvice : HttpAdvice.For(ConnectionFailed, request, false)
        )
        {
            ClientRequestId = request.ClientRequestId,
            IsTransient = !failure.RequiresCredentials,
            ConnectError = failure.Error,
        };

    private static LifecycleWorkflowsException NoResponse(GraphRequest request, HttpRequestException exception) =>
        Create(
            ConnectionFailed,
            request,
            $"got no response ({exception.HttpRequestError})",
            isTransient: true,
            mayHaveSucceeded: !request.IsRead
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
        new(
            condition,
            Message(condition, request, what, requestId),
            HttpAdvice.For(condition, request, mayHaveSucceeded)
        )
        {
            StatusCode = status,
            RequestId = requestId,
            ClientRequestId = request.ClientRequestId,
            IsTransient = isTransient,
            MayHaveSucceeded = mayHaveSucceeded,
        };

    /// <summary>
    /// What couldn't be done, why, and what came back. The service's own words are shown only where they are about the
    /// user's own: elsewhere they can hold personal data. The request ID comes last, where support asks for it.
    /// </summary>
    private static string Message(
        ErrorCondition condition,
        GraphRequest request,
        string what,
        string? requestId = null,
        string? serviceMessage = null
    )
    {
        string text = $"Couldn't {request.Operation.Name}: {HttpAdvice.ReasonOf(condition)}. {request.Label} {what}.";
        if (serviceMessage is not null)
            text += $" The service says: {serviceMessage}";
        if (requestId is not null && IsName(requestId))
            text += $" Request ID: {requestId}.";
        return text;
    }

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

    private static string? CodeIn(ReadOnlySpan<byte> body) =>
        TextIn(body, "code"u8) is { } code && IsName(code) ? code : null;

    private static string? MessageIn(ReadOnlySpan<byte> body) =>
        TextIn(body, "message"u8)?.Trim() is { Length: > 0 } text ? DisplayText.Truncate(text, MaxMessageLength) : null;

    /// <summary>A text of the error object, which is the only object of a body.</summary>
    private static string? TextIn(ReadOnlySpan<byte> body, ReadOnlySpan<byte> member)
    {
        try
        {
            Utf8JsonReader json = new(body);
            while (json.Read())
            {
                if (
                    json.TokenType == JsonTokenType.PropertyName
                    && json.CurrentDepth == 2
                    && json.ValueTextEquals(member)
                )
                {
                    json.Read();
                    return json.TokenType == JsonTokenType.String ? json.GetString() : null;
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
