namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>What a body is, and what a client is ready to read.</summary>
internal static class MediaType
{
    public const string Json = "application/json";
    public const string Text = "text/plain";

    private static readonly string[] AnyJson = [Json, "application/*", "*/*"];
    private static readonly string[] AnyText = [Text, "text/*", "*/*"];

    public static bool IsJson(string contentType) => Name(contentType).Equals(Json, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an Accept header takes the media type; one that is missing or empty takes all.</summary>
    public static bool IsAccepted(string? accept, string mediaType)
    {
        if (string.IsNullOrWhiteSpace(accept))
            return true;
        // Assumption: a count is text, and clients that ask for JSON get it all the same.
        string[] good = mediaType == Text ? [.. AnyText, .. AnyJson] : AnyJson;
        return accept
            .Split(',')
            .Any(range => !IsRefused(range) && good.Contains(Name(range), StringComparer.OrdinalIgnoreCase));
    }

    private static bool IsRefused(string range) =>
        range.Split(';').Skip(1).Any(parameter => parameter.Trim() is "q=0" or "q=0.0" or "q=0.00" or "q=0.000");

    private static string Name(string mediaType) => mediaType.Split(';')[0].Trim();
}
