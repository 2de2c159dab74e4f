using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>One Graph request, without the transport.</summary>
internal sealed class GraphRequest
{
    public required GraphVersion Version { get; init; }
    public required string Method { get; init; }

    /// <summary>Scheme, host and version as the client used them, without a slash at the end.</summary>
    public required string ServiceRoot { get; init; }

    /// <summary>Path and query below the service root, as received.</summary>
    public required RequestTarget Target { get; init; }

    /// <summary>Parsed when asked for, so that what is wrong with it is refused like anything else.</summary>
    public QueryParameters Query => field ??= QueryParameters.Parse(Target.Query);

    public required ReadOnlyMemory<byte> Body { get; init; }
    public string? ContentType { get; init; }
    public required bool IncludeUnknownEnumMembers { get; init; }
    public required DateTime Now { get; init; }

    public JsonElement ReadBody()
    {
        if (ContentType is null || !IsJson(ContentType))
            throw GraphException.UnsupportedMediaType();
        try
        {
            JsonElement body = JsonElement.Parse(Body.Span);
            return body.ValueKind == JsonValueKind.Object ? body : throw GraphException.InvalidBody();
        }
        catch (JsonException)
        {
            throw GraphException.InvalidBody();
        }
    }

    private static bool IsJson(string contentType) =>
        contentType.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
