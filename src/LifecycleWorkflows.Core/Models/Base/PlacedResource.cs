namespace LifecycleWorkflows;

/// <summary>The base class of the resources that know their path in the service.</summary>
public abstract class PlacedResource : Resource
{
    private protected PlacedResource() { }

    /// <summary>The version of Microsoft Graph that returned the object: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>
    /// The address of the service that returned the resource, without a version. You can't use the resource with a
    /// connection to another service.
    /// </summary>
    public Uri? GraphEndpoint => Origin.Service?.GraphEndpoint;

    /// <summary>
    /// The tenant that the resource is from: its ID if the token contains it; null if the tenant isn't known. You can't
    /// use the resource with a connection to another tenant.
    /// </summary>
    public string? TenantId => Origin.Service?.TenantId;

    /// <summary>The path of the collection that contains the resource.</summary>
    internal virtual ResourcePath Origin { get; set; } = ResourcePath.None;
}
