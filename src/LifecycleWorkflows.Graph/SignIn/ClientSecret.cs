using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>An application that signs in with a secret. MSAL keeps the token in memory until shortly before it expires.</summary>
internal sealed class ClientSecret
{
    private readonly IConfidentialClientApplication _application;
    private readonly string[] _scopes;

    public ClientSecret(Uri authorityHost, string tenantId, string clientId, string secret, Uri graphEndpoint, HttpMessageHandler? handler)
    {
        ConfidentialClientApplicationBuilder builder = ConfidentialClientApplicationBuilder.Create(clientId)
            .WithClientSecret(secret)
            .WithAuthority($"{authorityHost.GetLeftPart(UriPartial.Authority)}/{Uri.EscapeDataString(tenantId)}")
            .WithInstanceDiscovery(false);
        if (handler is not null)
            builder = builder.WithHttpClientFactory(new HandlerClientFactory(handler));
        _application = builder.Build();
        _scopes = [$"{graphEndpoint.GetLeftPart(UriPartial.Authority)}/.default"];
    }

    /// <exception cref="LifecycleWorkflowsException">The sign-in service refused.</exception>
    public async Task<string> AcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            AuthenticationResult result = await _application.AcquireTokenForClient(_scopes).ExecuteAsync(cancellationToken).ConfigureAwait(false);
            return result.AccessToken;
        }
        catch (MsalException exception)
        {
            throw Refused(exception);
        }
        catch (HttpRequestException exception)
        {
            throw NotReached(exception);
        }
    }

    /// <summary>The text of MSAL's exceptions can repeat what was sent; the error code says what is needed.</summary>
    private static LifecycleWorkflowsException Refused(MsalException exception) => new(
        ErrorCondition.AuthenticationFailed,
        $"Signing in as an application failed: {exception.ErrorCode}.",
        "Check the tenant, the application (client) id and that the secret is the present one's value, not its id.")
    {
        StatusCode = (exception as MsalServiceException)?.StatusCode,
        Code = exception.ErrorCode,
        ClientRequestId = exception.CorrelationId,
    };

    private static LifecycleWorkflowsException NotReached(HttpRequestException exception) => new(
        ErrorCondition.ConnectionFailed,
        $"The sign-in service could not be reached ({exception.HttpRequestError}).",
        "Check network and proxy, and that -Environment names the tenant's cloud.")
    {
        IsPassing = true,
    };

    private sealed class HandlerClientFactory(HttpMessageHandler handler) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => new(handler, disposeHandler: false);
    }
}
