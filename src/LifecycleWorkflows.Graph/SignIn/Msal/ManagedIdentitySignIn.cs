using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;
using Microsoft.Identity.Client.AppConfig;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>Signs in with the managed identity of this computer or service.</summary>
internal sealed class ManagedIdentitySignIn : MsalTokenSource
{
    private readonly IManagedIdentityApplication _application;

    private ManagedIdentitySignIn(SignInContext context, ManagedIdentityId identity, string id)
        : base(context, id)
    {
        ManagedIdentityApplicationBuilder builder = ManagedIdentityApplicationBuilder
            .Create(identity)
            .WithClientCapabilities(Capabilities);
        _application = (
            context.IsHandlerGiven
                ? builder.WithHttpClientFactory(Http, retryOnceOn5xx: false)
                : builder.WithHttpClientFactory(new LocalHttpClientFactory())
        ).Build();
    }

    public static ManagedIdentitySignIn OfSystem(SignInContext context) =>
        new(context, ManagedIdentityId.SystemAssigned, "");

    public static ManagedIdentitySignIn OfClientId(SignInContext context, string id) =>
        new(context, ManagedIdentityId.WithUserAssignedClientId(id), id);

    public static ManagedIdentitySignIn OfObjectId(SignInContext context, string id) =>
        new(context, ManagedIdentityId.WithUserAssignedObjectId(id), id);

    public static ManagedIdentitySignIn OfResourceId(SignInContext context, string id) =>
        new(context, ManagedIdentityId.WithUserAssignedResourceId(id), id);

    private protected override Task<AuthenticationResult> ExecuteAsync(
        TokenRequest request,
        CancellationToken cancellationToken
    )
    {
        AcquireTokenForManagedIdentityParameterBuilder call = _application
            .AcquireTokenForManagedIdentity(Context.Audience)
            .WithForceRefresh(request.Renew);
        return (request.Claims is null ? call : call.WithClaims(request.Claims)).ExecuteAsync(cancellationToken);
    }
}
