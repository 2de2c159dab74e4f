using System.Net;
using System.Text;

namespace LifecycleWorkflows.Graph.Clouds;

/// <summary>
/// The scheme, host, and port that the token of a connection can be sent to, and the address that the API version is
/// appended to.
/// </summary>
internal sealed class ServiceRoot
{
    private ServiceRoot(Uri root) => Root = root;

    public Uri Root { get; }

    /// <summary>Creates the service root for an endpoint.</summary>
    /// <exception cref="LifecycleWorkflowsException">The address isn't valid.</exception>
    public static ServiceRoot Of(Uri endpoint, string parameter)
    {
        if (!endpoint.IsAbsoluteUri)
            throw Errors.EndpointNotUsable(parameter, "it isn't absolute");
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && IsLoopback(endpoint)))
            throw Errors.EndpointNotUsable(parameter, "it isn't https");
        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
            throw Errors.EndpointNotUsable(parameter, "it contains a user name, a query, or a fragment");
        if (
            endpoint.Segments.Any(segment =>
                ApiVersions.Known.Contains(segment.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
            )
        )
            throw Errors.EndpointNotUsable(parameter, "it contains a version, which you specify with -ApiVersion");
        return new(new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')));
    }

    public Uri Address(ResourcePath path, string query) => new($"{Root.AbsoluteUri.TrimEnd('/')}/{path}{query}");

    /// <summary>
    /// Whether an address has the same scheme, host, and port. A host name that is equal only after characters are
    /// removed or replaced is a different name.
    /// </summary>
    public bool IsSameOrigin(Uri address) =>
        address.Scheme == Root.Scheme
        && address.Port == Root.Port
        && address.UserInfo.Length == 0
        && string.Equals(address.IdnHost, Root.IdnHost, StringComparison.OrdinalIgnoreCase)
        && (Ascii.IsValid(address.Host) || address.Host == Root.Host);

    public static bool IsLoopback(Uri address) =>
        address.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.IdnHost, out IPAddress? ip) && IPAddress.IsLoopback(ip));
}
