namespace LifecycleWorkflows;

/// <summary>Callouts that were encoded as base64, with or without line breaks, padding, and the alphabet for URLs.</summary>
internal static class CalloutBase64
{
    /// <summary>What was encoded; null if the text isn't base64 of a text that a callout can be in.</summary>
    public static string? Decode(string text)
    {
        if (IsStart(text))
            return null;
        string digits = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Replace('-', '+').Replace('_', '/');
        string padded = digits.TrimEnd('=').PadRight((digits.TrimEnd('=').Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out int length))
            return null;
        string? decoded = CalloutEncoding.TryDecode(bytes.AsSpan(..length));
        return decoded is not null && IsStart(CalloutText.TrimMarks(decoded)) ? decoded : null;
    }

    // JSON of one or more objects, a list, or text; or WebhookData without quotation marks.
    private static bool IsStart(ReadOnlySpan<char> text) => text is ['{' or '[' or '"' or '@', ..];
}
