using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>A token in three parts, taken apart but not yet believed.</summary>
internal sealed record JsonWebToken(JsonElement Header, JsonElement Claims, byte[] SignedPart, byte[] Signature)
{
    /// <summary>Whether the text wants to be such a token: three parts, of which the first is a JSON object.</summary>
    public static bool IsMeantBy(string text) => text.Split('.') is [string header, _, _] && Decode(header) is not null;

    /// <summary>Null when the text only looks like a token.</summary>
    public static JsonWebToken? Parse(string text) =>
        text.Split('.') is [string head, string payload, string signature]
        && Decode(head) is JsonElement header
        && Decode(payload) is JsonElement claims
        && Base64Url.IsValid(signature)
            ? new(
                header,
                claims,
                Encoding.ASCII.GetBytes(text[..text.LastIndexOf('.')]),
                Base64Url.DecodeFromChars(signature)
            )
            : null;

    /// <summary>How it is signed.</summary>
    public string? Algorithm => Text(Header, "alg");

    public string? Text(string claim) => Text(Claims, claim);

    // MSAL writes the times of an assertion as text.
    public DateTimeOffset? Time(string claim) =>
        Claims.TryGetProperty(claim, out JsonElement value)
        && long.TryParse(
            value.ToString(),
            NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture,
            out long seconds
        )
        && seconds >= DateTimeOffset.MinValue.ToUnixTimeSeconds()
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>The delegated permissions, separated by spaces, and the application's, in an array.</summary>
    public IEnumerable<string> Permissions =>
        (Text("scp")?.Split(' ') ?? []).Concat(
            Claims.TryGetProperty("roles", out JsonElement roles) && roles.ValueKind == JsonValueKind.Array
                ? roles.EnumerateArray().Select(role => role.ToString())
                : []
        );

    private static string? Text(JsonElement part, string name) =>
        part.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement? Decode(string part)
    {
        if (!Base64Url.IsValid(part))
            return null;
        try
        {
            JsonElement element = JsonElement.Parse(Base64Url.DecodeFromChars(part));
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
