namespace LifecycleWorkflows;

/// <summary>
/// The path that a callout says to answer to. It comes from outside, so nothing of it is used but the ids, and those only when the whole
/// is one of the known paths: a forged one must not steer the token elsewhere.
/// </summary>
internal sealed record CallbackPath(ResourceCollection Collection, ResourceIds Ids, string Id)
{
    private static readonly string[] Actions = ["resume", "microsoft.graph.identityGovernance.resume"];

    /// <exception cref="LifecycleWorkflowsException">It is no path that the service would give.</exception>
    public static CallbackPath Parse(string text)
    {
        string[] segments = Split(text);
        if (segments.Length < 3 || !Actions.Contains(segments[^1], StringComparer.OrdinalIgnoreCase))
            throw Errors.CallbackPathUnsafe("it is none of the paths that the service offers for an answer");
        foreach (ResourceCollection collection in (ResourceCollection[])[ResourceCollection.WaitingTaskProcessingResults, ResourceCollection.AssignmentRequests])
        {
            if (collection.Match(segments.AsSpan(..^2)) is { } ids)
                return new(collection, ids, Uri.UnescapeDataString(segments[^2]));
        }
        throw Errors.CallbackPathUnsafe("it is none of the paths that the service offers for an answer");
    }

    private static string[] Split(string text)
    {
        if (text.Any(c => char.IsControl(c) || c is '\\' or '?' or '#' or ':' or '@'))
            throw Errors.CallbackPathUnsafe("it has a scheme, host, query, fragment or control character");
        if (text.Contains("%2f", StringComparison.OrdinalIgnoreCase) || text.Contains("%5c", StringComparison.OrdinalIgnoreCase))
            throw Errors.CallbackPathUnsafe("it has an encoded slash");
        string[] segments = (text.StartsWith('/') ? text[1..] : text).Split('/');
        if (segments.Select(Uri.UnescapeDataString).Any(segment => segment is "" or "." or ".." || segment.Any(char.IsControl)))
            throw Errors.CallbackPathUnsafe("it has an empty segment, dots or a control character");
        return segments;
    }
}
