using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn;

namespace LifecycleWorkflows.Graph;

/// <summary>A connection, with what it takes to use it.</summary>
internal sealed class GraphConnection : Connection, IDisposable
{
    private readonly GraphTransport _transport;
    private readonly Func<CancellationToken, Task<string>> _acquire;

    private GraphConnection(ConnectionInfo info, GraphTransport transport, Func<CancellationToken, Task<string>> acquire)
        : base(info)
    {
        _transport = transport;
        _acquire = acquire;
        Client = new(transport);
    }

    public LifecycleWorkflowsClient Client { get; }

    public static GraphConnection Create(ConnectionInfo info, Func<CancellationToken, Task<string>> acquire, HttpMessageHandler? handler = null, RetryPolicy? retry = null)
    {
        Origin origin = Origin.Of(info.GraphEndpoint, nameof(GraphEndpoint));
        return new(info with { GraphEndpoint = origin.Root }, new(origin, new TokenSource(origin, acquire), handler, retry), acquire);
    }

    /// <summary>Gets a first token, so that a wrong secret shows when connecting and not in the middle of the work.</summary>
    public Task<string> SignInAsync(CancellationToken cancellationToken) => _acquire(cancellationToken);

    public void Dispose() => _transport.Dispose();
}
