using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LifecycleWorkflows;

/// <summary>
/// WebhookData as a runbook can receive it as text: it looks like JSON or a PowerShell object, but the names, the
/// webhook name, and the headers have no quotation marks, or those around the body aren't escaped. The request body in
/// it is JSON.
/// </summary>
internal static partial class WebhookText
{
    private const string Name = CalloutMembers.RequestBody;

    /// <summary>Whether a text begins as WebhookData does.</summary>
    public static bool IsStart(string text) => Start().IsMatch(text);

    /// <summary>The request body; null if the text isn't of this kind.</summary>
    /// <exception cref="LifecycleWorkflowsException">It has no body, more than one, or the body isn't JSON.</exception>
    public static JsonElement? FindBody(string text)
    {
        if (!IsStart(text))
            return null;
        Match name = BodyName().Match(text);
        if (!name.Success)
            throw Errors.CalloutInvalid($"'{Name}' is missing");
        string value = text[(name.Index + name.Length)..];
        // A quotation mark that isn't escaped can stand before an object, and isn't part of it.
        bool isQuoted = value is ['"' or '\'', '{' or '[', ..];
        byte[] json = Encoding.UTF8.GetBytes(isQuoted ? value[1..] : value);
        Utf8JsonReader reader = new(json, new() { MaxDepth = CalloutText.MaxDepth });
        JsonElement body = Read(ref reader);
        if (BodyName().IsMatch(Encoding.UTF8.GetString(json.AsSpan((int)reader.BytesConsumed..))))
            throw Errors.CalloutInvalid($"'{Name}' occurs twice");
        return body;
    }

    // What follows the body isn't JSON: ParseValue stops before it.
    private static JsonElement Read(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            throw Errors.CalloutInvalid($"'{Name}' isn't valid JSON, is truncated, or is nested too deeply");
        }
    }

    [GeneratedRegex("""\A@?\{\s*["']?(WebhookName|RequestBody|RequestHeader)["']?\s*[:=]""", RegexOptions.IgnoreCase)]
    private static partial Regex Start();

    [GeneratedRegex("""RequestBody["']?\s*[:=]\s*""", RegexOptions.IgnoreCase)]
    private static partial Regex BodyName();
}
