using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>Where an object says that it came from, be it read from a file or brought by a job.</summary>
internal static class ObjectOrigin
{
    /// <summary>The service and tenant among an object's properties; null when it has neither.</summary>
    public static ServiceOrigin? Of(PSObject? item)
    {
        string? endpoint = Text(item, nameof(PlacedResource.GraphEndpoint)),
            tenant = Text(item, nameof(PlacedResource.TenantId));
        return endpoint is null && tenant is null ? null : new(Root(endpoint), tenant);
    }

    /// <summary>A property as text; null when it is empty or not there.</summary>
    public static string? Text(PSObject? item, string property) =>
        item?.Properties?[property]?.Value?.ToString() is { Length: > 0 } text ? text : null;

    private static Uri? Root(string? endpoint) =>
        endpoint is null ? null
        : Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? root) ? root
        : throw Errors.ParameterInvalid(
            "InputObject",
            $"its {nameof(PlacedResource.GraphEndpoint)} is no address",
            "Give the object as it was, or without that property."
        );
}
