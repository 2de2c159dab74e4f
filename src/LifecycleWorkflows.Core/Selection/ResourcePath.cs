namespace LifecycleWorkflows;

/// <summary>
/// The path of a resource: the API version, the IDs in the path, and the encoded path without a leading slash.
/// </summary>
internal sealed record ResourcePath(string ApiVersion, ResourceKey Ids, string Relative)
{
    public static readonly ResourcePath None = new("", ResourceKey.None, "");

    /// <summary>The service; null until the resource is read.</summary>
    public ServiceOrigin? Service { get; init; }

    /// <summary>Whether it's below a run that is only a preview; null if that isn't known.</summary>
    public bool? IsPreview { get; init; }

    /// <summary>Returns the path of one item of this collection.</summary>
    public ResourcePath Item(string parameter, string id) =>
        this with
        {
            Relative = $"{Relative}/{Uri.EscapeDataString(RequireUsableId(parameter, id))}",
        };

    /// <summary>Returns the path of an action or property of this item.</summary>
    public ResourcePath Append(string segment) => this with { Relative = $"{Relative}/{segment}" };

    /// <summary>Returns the API version and the path.</summary>
    /// <returns>A text that is safe to show: IDs and names of collections.</returns>
    public override string ToString() => $"{ApiVersion}/{Relative}";

    /// <summary>
    /// Returns an ID that is valid in a path. With an empty ID, the path would be the collection; dots can't be
    /// encoded, so the path would be a parent.
    /// </summary>
    public static string RequireUsableId(string parameter, string? id)
    {
        if (id is null or "" or "." or "..")
            throw Errors.IdNotUsable(parameter, id ?? "");
        return id;
    }
}
