using System.Net;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>The handlers that send requests: the module's own, and those that a user gives.</summary>
internal static class HttpHandlers
{
    /// <summary>What sends the requests when the user gives nothing else.</summary>
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

    /// <summary>
    /// Refuses a handler that follows redirects by itself: it would carry requests, unseen, to wherever a response
    /// says.
    /// </summary>
    /// <exception cref="LifecycleWorkflowsException">It follows redirects.</exception>
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
