using LifecycleWorkflows.Graph.Http;
using Microsoft.Kiota.Abstractions.Authentication;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>Gives a connection's tokens to Microsoft.Graph, for addresses of the connection's own origin alone.</summary>
internal sealed class TokenSource(Origin origin, Func<CancellationToken, Task<string>> acquire) : IAccessTokenProvider
{
    public AllowedHostsValidator AllowedHostsValidator { get; } = new([origin.Root.Host]);

    public Task<string> GetAuthorizationTokenAsync(Uri uri, Dictionary<string, object>? additionalAuthenticationContext = null, CancellationToken cancellationToken = default) =>
        origin.Includes(uri) ? acquire(cancellationToken) : throw new InvalidOperationException("A token was asked for an address outside of the connection's endpoint.");
}
