using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.Graph.Network;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>
/// The HTTP clients for managed identities. The endpoint belongs to this computer, and its requests contain a secret, so
/// a proxy isn't used. MSAL validates the certificate of Service Fabric.
/// </summary>
internal sealed class LocalHttpClientFactory : IMsalSFHttpClientFactory
{
    private readonly SocketsHttpHandler _handler = HttpHandlers.CreateDirect();
    private SocketsHttpHandler? _fabricHandler;

    public HttpClient GetHttpClient() => new(_handler, disposeHandler: false);

    public HttpClient GetHttpClient(
        Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> validateServerCert
    )
    {
        _fabricHandler ??= CreateFabricHandler(validateServerCert);
        return new(_fabricHandler, disposeHandler: false);
    }

    private static SocketsHttpHandler CreateFabricHandler(
        Func<HttpRequestMessage, X509Certificate2, X509Chain, SslPolicyErrors, bool> validate
    )
    {
        SocketsHttpHandler handler = HttpHandlers.CreateDirect();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            using HttpRequestMessage none = new();
            return certificate is X509Certificate2 shown && validate(none, shown, chain!, errors);
        };
        return handler;
    }
}
