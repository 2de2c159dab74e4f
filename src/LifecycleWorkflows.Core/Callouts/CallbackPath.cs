namespace LifecycleWorkflows;

/// <summary>
/// The path that a callout says to answer to. It comes from outside, so nothing of it is used but the ids, and those
/// only when the whole is one of the known paths: a forged one must not steer the token elsewhere.
/// </summary>
internal sealed record CallbackPath(ResourceCollection Collection, ResourceKey Ids, string Id)
{
    private const int Longest = 4096;

    private static readonly string[] Actions = ["resume", "microsoft.graph.identityGovernance.resume"];

    /// <summary>The parameter that takes the id of what is answered.</summary>
    public string ItemParameter =>
        IsAssignmentRequest ? nameof(Callout.AccessPackageAssignmentRequestId) : nameof(Callout.TaskProcessingResultId);

    public bool IsAssignmentRequest => Collection == ResourceCollection.AssignmentRequests;

    /// <exception cref="LifecycleWorkflowsException">It is no path that the service would give.</exception>
    public static CallbackPath Parse(string text)
    {
        string[] segments = Split(text);
        if (segments.Length < 3 || !Actions.Contains(segments[^1], StringComparer.OrdinalIgnoreCase))
            throw Unknown();
        foreach (
            ResourceCollection collection in (ResourceCollection[])
                [ResourceCollection.TaskProcessingResultsForResume, ResourceCollection.AssignmentRequests]
        )
        {
            if (collection.Match(segments.AsSpan(..^2)) is { } ids)
                return ids.VersionNumber is 0
                    ? throw Unknown()
                    : new(collection, ids, Uri.UnescapeDataString(segments[^2]));
        }
        throw Unknown();
    }

    /// <summary>
    /// Whether an id that came with the path is the one in it. What was not given, or has no place in this path,
    /// contradicts nothing.
    /// </summary>
    public bool Matches(string parameter, string? id)
    {
        string? own = parameter == ItemParameter ? Id : Ids[parameter];
        return string.IsNullOrEmpty(id) || own is null || IdRules.AreEqual(own, id);
    }

    private static LifecycleWorkflowsException Unknown() =>
        Errors.CallbackPathUnsafe("it is none of the paths that the service offers for an answer");

    private static string[] Split(string text)
    {
        if (text.Length > Longest)
            throw Errors.CallbackPathUnsafe("it is longer than any path of the service");
        if (text.Any(c => char.IsControl(c) || c is '\\' or '?' or '#' or ':' or '@'))
            throw Errors.CallbackPathUnsafe("it has a scheme, host, query, fragment or control character");
        if (!text.All(char.IsAscii))
            throw Errors.CallbackPathUnsafe("it has a character that no address has unencoded");
        if (
            text.Contains("%2f", StringComparison.OrdinalIgnoreCase)
            || text.Contains("%5c", StringComparison.OrdinalIgnoreCase)
        )
            throw Errors.CallbackPathUnsafe("it has an encoded slash");
        string[] segments = (text.StartsWith('/') ? text[1..] : text).Split('/');
        if (
            segments
                .Select(Uri.UnescapeDataString)
                .Select(IdRules.FindProblem)
                .FirstOrDefault(flaw => flaw is not null) is
            { } flaw
        )
            throw Errors.CallbackPathUnsafe($"one of its segments {flaw}");
        return segments;
    }
}
