using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn;

namespace LifecycleWorkflows.Graph;

/// <summary>
/// A connection, with what it takes to use it. PowerShell shows the public members of any object, also when its type is internal:
/// there must be none here that lead to the token.
/// </summary>
internal sealed class GraphConnection : Connection
{
    private readonly Func<CancellationToken, Task<string>> _acquire;

    private GraphConnection(ConnectionInfo info, GraphTransport transport, Func<CancellationToken, Task<string>> acquire)
        : base(info)
    {
        _acquire = acquire;
        Client = new(transport);
    }

    internal LifecycleWorkflowsClient Client { get; }

    internal static GraphConnection Create(ConnectionInfo info, Func<CancellationToken, Task<string>> acquire, HttpMessageHandler? handler = null, RetryPolicy? retry = null)
    {
        Origin origin = Origin.Of(info.GraphEndpoint, nameof(GraphEndpoint));
        return new(info with { GraphEndpoint = origin.Root }, new(origin, new TokenSource(origin, acquire), handler, retry), acquire);
    }

    /// <summary>Gets a first token, so that a wrong secret shows when connecting and not in the middle of the work.</summary>
    internal async Task<bool> SignInAsync(CancellationToken cancellationToken) => (await _acquire(cancellationToken).ConfigureAwait(false)).Length > 0;
}
