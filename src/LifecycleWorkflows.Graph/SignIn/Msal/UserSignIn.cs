using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>The base class of the methods in which a user signs in once. Later tokens are acquired silently.</summary>
internal abstract class UserSignIn : MsalTokenSource
{
    private const string LoopbackRedirect = "http://localhost";

    private IAccount? _account;

    private protected UserSignIn(SignInContext context, string clientId, IReadOnlyList<string> scopes)
        : base(context, clientId)
    {
        Scopes = context.Scopes(scopes);
        Application = PublicClientApplicationBuilder
            .Create(clientId)
            .WithAuthority(context.Authority, validateAuthority: false)
            .WithInstanceDiscovery(false)
            .WithClientCapabilities(Capabilities)
            .WithRedirectUri(LoopbackRedirect)
            .WithHttpClientFactory(Http)
            .Build();
    }

    private protected string[] Scopes { get; }

    private protected IPublicClientApplication Application { get; }

    private protected override ITokenCache Cache => Application.UserTokenCache;

    private protected abstract Task<AuthenticationResult> AskAsync(
        IOperationHost person,
        CancellationToken cancellationToken
    );

    private protected sealed override async Task<AuthenticationResult> ExecuteAsync(
        TokenRequest request,
        CancellationToken cancellationToken
    )
    {
        AuthenticationResult result =
            await SilentlyAsync(request, cancellationToken).ConfigureAwait(false)
            ?? await AskAsync(request.Person ?? throw Errors.SignInAgain(), cancellationToken).ConfigureAwait(false);
        _account = result.Account;
        return result;
    }

    private protected sealed override async Task ForgetSessionAsync()
    {
        _account = null;
        foreach (IAccount account in await Application.GetAccountsAsync().ConfigureAwait(false))
            await Application.RemoveAsync(account).ConfigureAwait(false);
    }

    private async Task<AuthenticationResult?> SilentlyAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        if ((_account ?? await OnlyAccountAsync().ConfigureAwait(false)) is not { } account)
            return null;
        try
        {
            AcquireTokenSilentParameterBuilder call = Application
                .AcquireTokenSilent(Scopes, account)
                .WithForceRefresh(request.Renew);
            return await (request.Claims is null ? call : call.WithClaims(request.Claims))
                .ExecuteAsync(cancellationToken)
                .ConfigureAwait(false);
        }
        catch (MsalUiRequiredException) when (request.Person is not null)
        {
            return null;
        }
    }

    private async Task<IAccount?> OnlyAccountAsync() =>
        await Application.GetAccountsAsync().ConfigureAwait(false) is var accounts && accounts.Count() == 1
            ? accounts.Single()
            : null;
}
