using LifecycleWorkflows.Graph.SignIn.Tokens;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.SignIn.Msal;

/// <summary>What the ways through MSAL have in common: its result, its failures, its cache.</summary>
/// <param name="context">What all ways to sign in know.</param>
/// <param name="clientId">Who signs in; with the authority it names the cache.</param>
internal abstract class MsalTokenSource(SignInContext context, string clientId) : ITokenSource
{
    /// <summary>Without it a service does not say what it misses in a token that it refuses.</summary>
    private protected static readonly string[] Capabilities = ["cp1"];

    private ProtectedCache? _kept;

    private protected SignInContext Context => context;

    private protected string ClientId => clientId;

    private protected IMsalHttpClientFactory Http { get; } = new HttpClientFactory(context.Handler);

    /// <summary>Where MSAL has its tokens; null when it has no cache of this source's own.</summary>
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
        catch (Exception exception) when (MsalErrors.Explain(exception) is { } failure)
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
