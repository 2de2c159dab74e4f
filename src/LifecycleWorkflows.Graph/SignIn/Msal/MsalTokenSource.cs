using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>The base class of the sign-in methods that use MSAL.</summary>
/// <param name="context">The context of the sign-in.</param>
/// <param name="clientId">The application (client) ID. With the authority, it identifies the cache.</param>
internal abstract class MsalTokenSource(SignInContext context, string clientId) : ITokenSource
{
    /// <summary>
    /// cp1 means that the client supports claims challenges. Without it, Microsoft Graph doesn't return the required
    /// claims in a 401 response.
    /// </summary>
    private protected static readonly string[] Capabilities = ["cp1"];

    private ProtectedCache? _kept;

    private protected SignInContext Context => context;

    private protected string ClientId => clientId;

    private Uri Host => context.AuthorityHost ?? context.Cloud.AuthorityHost;

    private protected IMsalHttpClientFactory Http { get; } = new HttpClientFactory(context.Handler);

    /// <summary>The token cache of MSAL; null if this source doesn't have its own.</summary>
    private protected virtual ITokenCache? Cache => null;

    public async Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (context.KeepsTokens && _kept is null && Cache is { } cache)
                _kept = await ProtectedCache
                    .AttachAsync(cache, $"{context.Authority} {clientId}")
                    .ConfigureAwait(false);
            AuthenticationResult result = await ExecuteAsync(request, cancellationToken).ConfigureAwait(false);
            return new(result.AccessToken, result.ExpiresOn, result.AuthenticationResultMetadata.RefreshOn);
        }
        catch (Exception exception) when (MsalErrors.Explain(exception, context.Handler, Host) is { } failure)
        {
            throw failure;
        }
    }

    public async Task ForgetAsync()
    {
        await ForgetSessionAsync().ConfigureAwait(false);
        _kept?.Clear();
    }

    private protected abstract Task<AuthenticationResult> ExecuteAsync(
        TokenRequest request,
        CancellationToken cancellationToken
    );

    private protected virtual Task ForgetSessionAsync() => Task.CompletedTask;

    private sealed class HttpClientFactory(HttpMessageHandler handler) : IMsalHttpClientFactory
    {
        public HttpClient GetHttpClient() => new(handler, disposeHandler: false);
    }
}
