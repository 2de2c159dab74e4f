using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>One Graph request, without the transport: a request of its own, or a part of a batch.</summary>
internal sealed record GraphRequest
{
    public required GraphVersion Version { get; init; }
    public required string Method { get; init; }

    /// <summary>Scheme, host and version as the client used them, without a slash at the end.</summary>
    public required string ServiceRoot { get; init; }

    /// <summary>Path and query below the service root, as received.</summary>
    public required RequestTarget Target { get; init; }

    /// <summary>Parsed when asked for, so that what is wrong with it is refused like anything else.</summary>
    public QueryParameters Query => field ??= QueryParameters.Parse(Target.Query);

    public required RequestIds Ids { get; init; }
    public required ReadOnlyMemory<byte> Body { get; init; }
    public string? Authorization { get; init; }
    public string? Accept { get; init; }
    public string? ContentType { get; init; }
    public string? Prefer { get; init; }
    public required DateTime Now { get; init; }

    public bool IncludeUnknownEnumMembers =>
        Prefer?.Contains("include-unknown-enum-members", StringComparison.OrdinalIgnoreCase) == true;

    public JsonElement ReadBody()
    {
        if (ContentType is null || !MediaType.IsJson(ContentType))
            throw GraphException.UnsupportedMediaType();
        try
        {
            CheckText(Body.Span);
            JsonElement body = JsonElement.Parse(Body.Span);
            return body.ValueKind == JsonValueKind.Object ? body : throw GraphException.InvalidBody();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw GraphException.InvalidBody();
        }
    }

    // The parser looks at the grammar only: text that is no text, such as half a surrogate, would be noticed too late.
    private static void CheckText(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = reader.GetString();
        }
    }
}
