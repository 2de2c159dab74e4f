using System.Net;

namespace LifecycleWorkflows.Graph.Network;

/// <summary>Creates the message handlers of the module, and validates those that a user specifies.</summary>
internal static class HttpHandlers
{
    private static readonly TimeSpan LongestConnectTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Creates the default handler.</summary>
    /// <param name="proxy">The proxy to use; null for the proxy of the system or the environment variables.</param>
    /// <param name="attemptTimeout">
    /// The time limit of one attempt. Connecting takes half of it at most, so that a request that wasn't sent ends as
    /// such, and not as a request without a response.
    /// </param>
    public static SocketsHttpHandler Create(ProxyServer? proxy = null, TimeSpan? attemptTimeout = null)
    {
        SocketsHttpHandler handler = CreateDirect();
        if (attemptTimeout is { } limit && limit / 2 < LongestConnectTimeout)
            handler.ConnectTimeout = limit / 2;
        handler.UseProxy = true;
        handler.Proxy = new LocalBypassProxy(proxy?.ToWebProxy() ?? HttpClient.DefaultProxy);
        if (proxy is null)
            handler.DefaultProxyCredentials = CredentialCache.DefaultCredentials;
        return handler;
    }

    /// <summary>Creates a handler that doesn't use a proxy, for the endpoints of this computer.</summary>
    public static SocketsHttpHandler CreateDirect() =>
        new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = LongestConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            UseCookies = false,
            UseProxy = false,
        };

    /// <summary>
    /// Throws if a handler follows redirects by itself: it would send requests to any address in a response without the
    /// module's knowledge.
    /// </summary>
    /// <exception cref="LifecycleWorkflowsException">The handler follows redirects.</exception>
    public static void RequireNoRedirects(HttpMessageHandler handler, string parameter)
    {
        HttpMessageHandler? last = handler;
        while (last is DelegatingHandler outer)
            last = outer.InnerHandler;
        if (last is HttpClientHandler { AllowAutoRedirect: true } or SocketsHttpHandler { AllowAutoRedirect: true })
            throw Errors.ParameterInvalid(
                parameter,
                "it follows redirects",
                "Set its AllowAutoRedirect to false. The module follows redirects within the connection's endpoint."
            );
    }
}
