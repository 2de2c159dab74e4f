using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace LifecycleWorkflows.Graph.Network;

/// <summary>The reason why there was no connection, so that the request wasn't sent.</summary>
/// <param name="Reason">The reason in words, with the host and port.</param>
/// <param name="Error">
/// The error of the socket; <see cref="SocketError.SocketError"/> if the connection failed in another way.
/// </param>
/// <param name="RequiresCredentials">Whether the proxy requires a user name and a password.</param>
internal sealed record ConnectFailure(string Reason, SocketError Error, bool RequiresCredentials = false)
{
    /// <summary>What to do if the proxy requires credentials.</summary>
    public const string ProxyAdvice =
        "The proxy requires credentials."
        + " Run Connect-Lwf again with -Proxy and -ProxyCredential or -ProxyUseDefaultCredentials.";

    /// <summary>Returns the reason; null if there was a connection, or if it isn't known.</summary>
    /// <param name="exception">The exception of the handler.</param>
    /// <param name="handler">The handler.</param>
    /// <param name="address">The address of the request.</param>
    public static ConnectFailure? Of(Exception exception, HttpMessageHandler handler, Uri address) =>
        exception switch
        {
            HttpRequestException failure => OfRequest(failure, handler, address),
            // This handler has no other time limit than the one for connecting.
            OperationCanceledException { InnerException: TimeoutException }
                when handler is SocketsHttpHandler { ConnectTimeout: var limit } => new(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"there was no connection to {EndpointOf(handler, address)} within {limit.TotalSeconds:0.#} seconds"
                ),
                SocketError.TimedOut
            ),
            _ => null,
        };

    /// <summary>Returns the host and port that a request is sent to, which can be those of a proxy.</summary>
    public static string EndpointOf(HttpMessageHandler handler, Uri address) =>
        handler is SocketsHttpHandler { UseProxy: true, Proxy: { } proxy } && proxy.GetProxy(address) is { } used
            ? $"the proxy {Authority(used)}"
            : Authority(address);

    private static ConnectFailure? OfRequest(HttpRequestException failure, HttpMessageHandler handler, Uri address)
    {
        string endpoint = EndpointOf(handler, address);
        SocketError error = (failure.InnerException as SocketException)?.SocketErrorCode ?? SocketError.SocketError;
        string detail = error == SocketError.SocketError ? failure.HttpRequestError.ToString() : error.ToString();
        return failure.HttpRequestError switch
        {
            HttpRequestError.ConnectionError when error == SocketError.ConnectionRefused => new(
                $"{endpoint} refused the connection",
                error
            ),
            HttpRequestError.ConnectionError => new($"there was no connection to {endpoint} ({detail})", error),
            HttpRequestError.NameResolutionError => new(
                $"the name of {endpoint} couldn't be resolved ({detail})",
                error
            ),
            HttpRequestError.SecureConnectionError => new(
                $"there was no secure connection (TLS) to {Authority(address)}",
                error
            ),
            HttpRequestError.ProxyTunnelError => new(
                $"{endpoint} refused to connect to {Authority(address)}",
                error,
                IsUnauthenticated(failure)
            ),
            _ => null,
        };
    }

    // In .NET 8, only the text of the exception contains the status.
    private static bool IsUnauthenticated(HttpRequestException failure) =>
        failure.StatusCode == HttpStatusCode.ProxyAuthenticationRequired
        || failure.Message.Contains("'407'", StringComparison.Ordinal);

    private static string Authority(Uri address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Host}:{address.Port}");
}
