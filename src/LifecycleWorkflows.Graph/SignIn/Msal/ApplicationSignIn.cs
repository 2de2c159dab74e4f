using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>Signs in an application with its own credential.</summary>
internal sealed class ApplicationSignIn(SignInContext context, string clientId, ApplicationCredential credential)
    : MsalTokenSource(context, clientId)
{
    private IConfidentialClientApplication? _application;

    private protected override ITokenCache Cache => Application.AppTokenCache;

    private IConfidentialClientApplication Application =>
        _application ??= credential
            .AddTo(ConfidentialClientApplicationBuilder.Create(ClientId))
            .WithAuthority(Context.Authority, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithClientCapabilities(Capabilities)
            .WithHttpClientFactory(Http)
            .Build();

    private protected override Task ForgetSessionAsync()
    {
        credential.Forget();
        return Task.CompletedTask;
    }

    private protected override Task<AuthenticationResult> ExecuteAsync(
        TokenRequest request,
        CancellationToken cancellationToken
    )
    {
        AcquireTokenForClientParameterBuilder call = Application
            .AcquireTokenForClient([Context.DefaultScope])
            .WithForceRefresh(request.Renew)
            .WithSendX5C(credential.SendsChain);
        return (request.Claims is null ? call : call.WithClaims(request.Claims)).ExecuteAsync(cancellationToken);
    }
}
