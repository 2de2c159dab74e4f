using System.Text.Json;

namespace LifecycleWorkflows;

/// <summary>Finds the parts of a text that isn't one JSON value, but contains several.</summary>
internal static class CalloutTexts
{
    private static readonly string[] LineEndings = ["\r\n", "\n", "\r"];

    /// <summary>
    /// The parts of a text: those on lines of their own, one after another, or in a list that is cut off. The text
    /// itself if none of its parts is JSON.
    /// </summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> lines = SplitLines(text);
        List<string> parts = lines.Count > 1 ? lines : SplitValues(text);
        return parts.Any(IsComplete) ? parts : [text];
    }

    /// <summary>Whether a text is an object or a list, or WebhookData without quotation marks.</summary>
    public static bool IsComplete(string text)
    {
        string trimmed = CalloutText.TrimMarks(text).ToString();
        return WebhookText.IsStart(trimmed)
            || CalloutText.TryParse(trimmed)?.ValueKind is JsonValueKind.Object or JsonValueKind.Array;
    }

    private static List<string> SplitLines(string text)
    {
        CalloutTextBuffer buffer = new();
        string[] lines = text.Split(LineEndings, StringSplitOptions.None);
        IEnumerable<string> texts = lines.SelectMany(buffer.Add);
        return [.. texts.ToArray().Concat(buffer.Flush()).Where(part => !string.IsNullOrWhiteSpace(part))];
    }

    private static List<string> SplitValues(string text)
    {
        bool isList = text.StartsWith('[');
        List<Range> values = FindValues(text, from: isList ? 1 : 0);
        List<string> parts = [.. values.Select(value => text[value])];
        string rest = FindRest(text, values, isList);
        if (values.Count == 0 || (!isList && rest.Length > 0))
            return [text];
        if (isList && rest != "[]")
            parts.Add("[" + text[values[^1].End..]);
        return parts;
    }

    /// <summary>Where the objects and lists are that aren't in another one.</summary>
    private static List<Range> FindValues(string text, int from)
    {
        List<Range> values = [];
        JsonBrackets brackets = new();
        int start = from;
        for (int at = from; at < text.Length; at++)
        {
            bool isOutside = brackets.Depth == 0;
            brackets.Follow(text[at]);
            if (isOutside && brackets.Depth == 1)
                start = at;
            if (!isOutside && brackets.Depth == 0)
                values.Add(start..(at + 1));
        }
        return values;
    }

    private static string FindRest(string text, List<Range> values, bool isList)
    {
        int end = 0;
        string rest = "";
        foreach (Range value in values)
        {
            rest += text[end..value.Start];
            end = value.End.Value;
        }
        rest += text[end..];
        return string.Concat(rest.Where(c => !IsSeparator(c, isList)));
    }

    private static bool IsSeparator(char c, bool isList) => CalloutText.IsMark(c) || (isList && c == ',');
}
