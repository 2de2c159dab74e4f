using System.Net;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>What sends the requests when the user gives nothing else.</summary>
internal static class OwnHandler
{
    /// <param name="proxy">The proxy to go through; null for the system's.</param>
    public static SocketsHttpHandler Create(Uri? proxy = null)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
        };
        if (proxy is not null)
            handler.Proxy = new WebProxy(proxy, BypassOnLocal: true);
        return handler;
    }
}
