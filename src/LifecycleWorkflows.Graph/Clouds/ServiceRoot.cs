using System.Net;
using System.Text;

namespace LifecycleWorkflows.Graph.Clouds;

/// <summary>
/// The scheme, host and port that a connection's token may be sent to, and the root below which its versions lie.
/// </summary>
internal sealed class ServiceRoot
{
    private ServiceRoot(Uri root) => Root = root;

    public Uri Root { get; }

    /// <summary>That of an endpoint that somebody gave.</summary>
    /// <exception cref="LifecycleWorkflowsException">The address cannot be used.</exception>
    public static ServiceRoot Of(Uri endpoint, string parameter)
    {
        if (!endpoint.IsAbsoluteUri)
            throw Errors.EndpointNotUsable(parameter, "it is not absolute");
        if (endpoint.Scheme != Uri.UriSchemeHttps && !(endpoint.Scheme == Uri.UriSchemeHttp && IsLoopback(endpoint)))
            throw Errors.EndpointNotUsable(parameter, "it is not https");
        if (endpoint.UserInfo.Length > 0 || endpoint.Query.Length > 0 || endpoint.Fragment.Length > 0)
            throw Errors.EndpointNotUsable(parameter, "it has a user name, a query or a fragment");
        if (
            endpoint.Segments.Any(segment =>
                ApiVersions.Known.Contains(segment.TrimEnd('/'), StringComparer.OrdinalIgnoreCase)
            )
        )
            throw Errors.EndpointNotUsable(parameter, "it names a version, which -ApiVersion is for");
        return new(new Uri(endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')));
    }

    public Uri Address(ResourcePath path, string query) => new($"{Root.AbsoluteUri.TrimEnd('/')}/{path}{query}");

    /// <summary>
    /// Whether an address lies below it. A name that only becomes the host's when signs are left out or replaced is
    /// another name.
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
