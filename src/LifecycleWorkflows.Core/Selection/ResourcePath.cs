namespace LifecycleWorkflows;

/// <summary>
/// Where something is: a version of the service, the ids that lead there, and the path, escaped, without a leading
/// slash.
/// </summary>
internal sealed record ResourcePath(string ApiVersion, ResourceKey Ids, string Relative)
{
    public static readonly ResourcePath None = new("", ResourceKey.None, "");

    /// <summary>The service that it is in; null when nothing was read there yet.</summary>
    public ServiceOrigin? Service { get; init; }

    /// <summary>The path of one item of this collection.</summary>
    public ResourcePath Item(string parameter, string id) =>
        this with
        {
            Relative = $"{Relative}/{Uri.EscapeDataString(RequireUsableId(parameter, id))}",
        };

    /// <summary>The path of an action bound to this item, or of a property of it.</summary>
    public ResourcePath Append(string segment) => this with { Relative = $"{Relative}/{segment}" };

    /// <summary>The path below the service's root, version first.</summary>
    /// <returns>A text that is safe to show: ids and names of collections.</returns>
    public override string ToString() => $"{ApiVersion}/{Relative}";

    /// <summary>
    /// An id that can stand in a path. An empty one would silently name the collection, and dots cannot be escaped:
    /// they would name a parent.
    /// </summary>
    public static string RequireUsableId(string parameter, string? id) =>
        id is null or "" or "." or ".." ? throw Errors.IdNotUsable(parameter, id ?? "") : id;
}
