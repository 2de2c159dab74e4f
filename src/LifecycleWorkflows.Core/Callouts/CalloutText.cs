using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>The text of a callout as JSON, and its limits.</summary>
internal static class CalloutText
{
    /// <summary>The maximum length of a callout, in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The maximum number of JSON levels.</summary>
    public const int MaxDepth = 32;

    /// <exception cref="LifecycleWorkflowsException">It isn't one JSON value.</exception>
    public static JsonElement Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new() { MaxDepth = MaxDepth });
            return document.RootElement.Clone();
        }
        catch (ArgumentException)
        {
            // The parser encodes the text as UTF-8 first, which a lone surrogate prevents.
            throw Errors.CalloutInvalid("it isn't valid text");
        }
        catch (JsonException) when (text.Contains('\0', StringComparison.Ordinal))
        {
            throw Errors.CalloutInvalid("it's UTF-16 text that was read with another encoding");
        }
        catch (JsonException exception)
        {
            string place = $"line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            throw Errors.CalloutInvalid($"it isn't valid JSON, is truncated, or is nested too deeply ({place})");
        }
    }

    public static string TrimByteOrderMark(string text) => text.TrimStart('\uFEFF');
}
