namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>
/// The target of a request, split as it was received: the framework's own path leaves %2F encoded beside decoded
/// characters, so ids with a slash could not be told apart from two segments.
/// </summary>
internal sealed record RequestTarget(string Path, string Query)
{
    public string FirstSegment => Path.Split('/', 3)[1];
    public string PathAndQuery => Query.Length == 0 ? Path : $"{Path}?{Query}";

    /// <summary>The rest of the path, still escaped.</summary>
    public RequestTarget WithoutFirstSegment() => this with { Path = Path[(FirstSegment.Length + 1)..] };

    public string[] Segments() => [.. Path.Split('/').Skip(1).Select(Uri.UnescapeDataString)];

    public static RequestTarget Parse(string rawTarget)
    {
        // An absolute form, as sent to a proxy, begins with the scheme; what is neither is no path at all.
        string target =
            rawTarget.StartsWith('/') ? rawTarget
            : Uri.TryCreate(rawTarget, UriKind.Absolute, out Uri? absolute) ? absolute.PathAndQuery
            : "/";
        int question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? new(target, "") : new(target[..question], target[(question + 1)..]);
    }
}
