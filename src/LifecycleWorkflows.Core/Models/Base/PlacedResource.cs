namespace LifecycleWorkflows;

/// <summary>A resource that knows where it came from.</summary>
public abstract class PlacedResource : Resource
{
    private protected PlacedResource() { }

    /// <summary>The version of Microsoft Graph that gave it: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>
    /// The root of the service that gave it, without a version. A connection to another service does not take it.
    /// </summary>
    public Uri? GraphEndpoint => Origin.Service?.GraphEndpoint;

    /// <summary>
    /// The tenant that it came from, by its id if the token told it; null when that is not known. A connection to
    /// another tenant does not take it.
    /// </summary>
    public string? TenantId => Origin.Service?.TenantId;

    /// <summary>The path of the collection that it was read from.</summary>
    internal virtual ResourcePath Origin { get; set; } = ResourcePath.None;
}
