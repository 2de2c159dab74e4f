using System.Net;
using System.Net.Sockets;

namespace LifecycleWorkflows.Graph.Network;

/// <summary>
/// A proxy that isn't used for loopback and link-local addresses, whatever the environment variables contain. They mean
/// this computer, such as the endpoint of its managed identity, and the proxy would resolve them to its own.
/// </summary>
internal sealed class LocalBypassProxy(IWebProxy proxy) : IWebProxy
{
    private const string Localhost = "localhost";

    /// <inheritdoc/>
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsLocal(destination) ? null : proxy.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => IsLocal(host) || proxy.IsBypassed(host);

    private static bool IsLocal(Uri address)
    {
        string host = address.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out IPAddress? ip))
            return IPAddress.IsLoopback(ip) || IsLinkLocal(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip);
        return host.Equals(Localhost, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith($".{Localhost}", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsLinkLocal(IPAddress ip) =>
        ip.IsIPv6LinkLocal
        || (ip.AddressFamily == AddressFamily.InterNetwork && ip.GetAddressBytes() is [169, 254, ..]);
}
