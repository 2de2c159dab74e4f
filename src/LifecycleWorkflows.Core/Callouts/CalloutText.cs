using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>The text of a callout as JSON, and its limits.</summary>
internal static class CalloutText
{
    /// <summary>The maximum length of a callout, in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The maximum number of JSON levels.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    /// <exception cref="LifecycleWorkflowsException">It isn't one JSON value.</exception>
    public static JsonElement Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
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

    /// <summary>The text as one JSON value; null if it isn't one.</summary>
    public static JsonElement? TryParse(string text)
    {
        try
        {
            return Parse(text);
        }
        catch (LifecycleWorkflowsException)
        {
            return null;
        }
    }

    /// <summary>The text without byte order marks, record separators, and white space around it.</summary>
    /// <exception cref="LifecycleWorkflowsException">It's too long, or nothing is left.</exception>
    public static string Trim(string text)
    {
        if (text.Length > MaxLength)
            throw Errors.CalloutInvalid("it's longer than a million characters");
        string trimmed = TrimMarks(text).ToString();
        if (trimmed.Length == 0)
            throw Errors.CalloutInvalid("it's empty");
        return trimmed;
    }

    public static ReadOnlySpan<char> TrimMarks(ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && IsMark(text[0]))
            text = text[1..];
        while (text.Length > 0 && IsMark(text[^1]))
            text = text[..^1];
        return text;
    }

    /// <summary>Whether a character can stand between JSON texts: white space, a byte order mark, or a separator.</summary>
    public static bool IsMark(char c) => char.IsWhiteSpace(c) || c is '\uFEFF' or '\u001E';
}
