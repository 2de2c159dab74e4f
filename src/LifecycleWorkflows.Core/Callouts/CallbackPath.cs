namespace LifecycleWorkflows;

/// <summary>
/// The path that a callout wants the callback to be sent to. It's untrusted input: only its IDs are used, and only if
/// the whole path is one of the known paths. A forged path must not send the token elsewhere.
/// </summary>
internal sealed record CallbackPath(ResourceCollection Collection, ResourceKey Ids, string Id)
{
    private const int MaxLength = 4096;

    private static readonly string[] Actions = ["resume", "microsoft.graph.identityGovernance.resume"];
    private static readonly string[] EncodedSlashes = ["%2f", "%5c"];

    private static readonly ResourceCollection[] Collections =
    [
        ResourceCollection.TaskProcessingResultsForResume,
        ResourceCollection.AssignmentRequests,
    ];

    /// <summary>The parameter that takes the ID of what is resumed.</summary>
    public string ItemParameter =>
        IsAssignmentRequest ? nameof(Callout.AccessPackageAssignmentRequestId) : nameof(Callout.TaskProcessingResultId);

    public bool IsAssignmentRequest => Collection == ResourceCollection.AssignmentRequests;

    /// <exception cref="LifecycleWorkflowsException">The service has no such path.</exception>
    public static CallbackPath Parse(string text)
    {
        ThrowIfUnsafe(text);
        string[] segments = Split(text);
        if (segments.Length < 3 || !Actions.Contains(segments[^1], StringComparer.OrdinalIgnoreCase))
            throw Unknown();
        foreach (ResourceCollection collection in Collections)
        {
            ResourceKey? ids = collection.Match(segments.AsSpan(..^2));
            if (ids is null)
                continue;
            if (ids.VersionNumber is 0)
                throw Unknown();
            return new(collection, ids, Uri.UnescapeDataString(segments[^2]));
        }
        throw Unknown();
    }

    /// <summary>
    /// Whether an ID that came with the path is the one in the path. True if there's no such ID, or if the path has no
    /// place for it.
    /// </summary>
    public bool Matches(string parameter, string? id)
    {
        string? own = parameter == ItemParameter ? Id : Ids[parameter];
        return string.IsNullOrEmpty(id) || own is null || IdRules.AreEqual(own, id);
    }

    private static void ThrowIfUnsafe(string text)
    {
        if (text.Length > MaxLength)
            throw Errors.CallbackPathUnsafe("it's longer than any path of the service");
        if (text.Any(c => char.IsControl(c) || c is '\\' or '?' or '#' or ':' or '@'))
            throw Errors.CallbackPathUnsafe("it has a scheme, host, query, fragment, or control character");
        if (!text.All(char.IsAscii))
            throw Errors.CallbackPathUnsafe("it has an unencoded character that isn't ASCII");
        if (EncodedSlashes.Any(slash => text.Contains(slash, StringComparison.OrdinalIgnoreCase)))
            throw Errors.CallbackPathUnsafe("it has an encoded slash");
    }

    private static string[] Split(string text)
    {
        string path = text.StartsWith('/') ? text[1..] : text;
        string[] segments = path.Split('/');
        foreach (string segment in segments)
        {
            string? problem = IdRules.FindProblem(Uri.UnescapeDataString(segment));
            if (problem is not null)
                throw Errors.CallbackPathUnsafe($"one of its segments {problem}");
        }
        return segments;
    }

    private static LifecycleWorkflowsException Unknown() =>
        Errors.CallbackPathUnsafe("it isn't one of the paths that the service uses for callbacks");
}
