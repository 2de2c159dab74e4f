namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>A refusal in Graph's words.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;
    public string Code { get; } = code;

    /// <summary>A header that belongs to this refusal, such as Allow.</summary>
    public KeyValuePair<string, string>? Header { get; private init; }

    public static GraphException BadRequest(string message) =>
        new(StatusCodes.Status400BadRequest, "BadRequest", message);

    /// <summary>A refusal by lifecycle workflows, whose code is written in its own way.</summary>
    public static GraphException Refused(string message) =>
        new(StatusCodes.Status400BadRequest, "BAD_REQUEST", message);

    public static GraphException InvalidFilter(string message) => BadRequest($"Invalid filter clause: {message}");

    public static GraphException UnknownSegment(string segment) =>
        BadRequest($"Resource not found for the segment '{segment}'.");

    public static GraphException UnknownProperty(string property, string type) =>
        BadRequest($"Could not find a property named '{property}' on type '{type}'.");

    public static GraphException InvalidBody() =>
        BadRequest(
            "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
        );

    public static GraphException ResourceNotFound(string key) =>
        new(
            StatusCodes.Status404NotFound,
            "ResourceNotFound",
            $"Resource '{key}' does not exist or one of its queried reference-property objects are not present."
        );

    public static GraphException Conflict(string message) => new(StatusCodes.Status409Conflict, "Conflict", message);

    public static GraphException UnsupportedMediaType() =>
        new(
            StatusCodes.Status415UnsupportedMediaType,
            "UnsupportedMediaType",
            "A supported MIME type could not be found that matches the content type of the request. The supported type is 'application/json'."
        );

    public static GraphException NotAcceptable(string mediaType) =>
        new(
            StatusCodes.Status406NotAcceptable,
            "NotAcceptable",
            $"A supported MIME type could not be found that matches the acceptable MIME types of the request. The supported type is '{mediaType}'."
        );

    /// <summary>What an activation names does not exist.</summary>
    public static GraphException NotThere(string what) =>
        new(StatusCodes.Status406NotAcceptable, "NotAcceptable", what);

    public static GraphException MethodNotAllowed(IEnumerable<string> allowed) =>
        new(
            StatusCodes.Status405MethodNotAllowed,
            "Request_BadRequest",
            "Specified HTTP method is not allowed for the request target."
        )
        {
            Header = new("Allow", string.Join(", ", allowed)),
        };

    public static GraphException Unauthenticated(string message) =>
        new(StatusCodes.Status401Unauthorized, "InvalidAuthenticationToken", message)
        {
            Header = new(
                "WWW-Authenticate",
                "Bearer realm=\"\", authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\", client_id=\"00000003-0000-0000-c000-000000000000\""
            ),
        };

    public static GraphException Forbidden() =>
        new(
            StatusCodes.Status403Forbidden,
            "Authorization_RequestDenied",
            "Insufficient privileges to complete the operation."
        );

    public static GraphException Throttled() =>
        new(
            StatusCodes.Status429TooManyRequests,
            "TooManyRequests",
            "Too many requests. Retry after the time that the Retry-After header names."
        )
        {
            Header = new("Retry-After", "1"),
        };
}
