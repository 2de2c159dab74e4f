using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Connections;

/// <summary>
/// A connection, with what it takes to use it. PowerShell shows the public members of any object, also when its type is
/// internal: there must be none here that lead to the token.
/// </summary>
internal sealed class GraphConnection : Connection
{
    private readonly ServiceRoot _serviceRoot;
    private readonly TokenManager _tokens;
    private readonly GraphHttpClient _transport;

    private GraphConnection(
        ConnectionInfo info,
        ServiceRoot serviceRoot,
        TokenManager tokens,
        GraphHttpClient transport
    )
        : base(info)
    {
        (_serviceRoot, _tokens) = (serviceRoot, tokens);
        Client = new(transport);
        _transport = transport;
    }

    internal LifecycleWorkflowsClient Client { get; }

    internal static GraphConnection Create(
        ConnectionInfo info,
        ITokenSource source,
        HttpMessageHandler? handler = null,
        RetryPolicy? retry = null
    )
    {
        ServiceRoot serviceRoot = ServiceRoot.Of(info.GraphEndpoint, nameof(GraphEndpoint));
        TokenManager tokens = new(serviceRoot, source);
        return new(
            info with
            {
                GraphEndpoint = serviceRoot.Root,
            },
            serviceRoot,
            tokens,
            new(serviceRoot, tokens, handler, retry, tenantId: info.TenantId)
        );
    }

    /// <summary>
    /// Gets a first token, so that a wrong secret shows when connecting and not in the middle of the work.
    /// </summary>
    internal Task SignInAsync(IOperationHost person, CancellationToken cancellationToken) =>
        _tokens.SignInAsync(person, cancellationToken);

    /// <summary>What the token says of itself.</summary>
    internal async Task<TokenClaims> ReadTokenAsync(IOperationHost pipeline, CancellationToken cancellationToken) =>
        TokenClaims.Of(
            (await _tokens.GetAsync(_serviceRoot.Root, pipeline, cancellationToken).ConfigureAwait(false)).Text
        );

    /// <summary>The service and, if a token tells it or it was given, the tenant.</summary>
    internal async Task<ServiceOrigin> ServiceAsync(IOperationHost pipeline, CancellationToken cancellationToken)
    {
        await _tokens.GetAsync(_serviceRoot.Root, pipeline, cancellationToken).ConfigureAwait(false);
        return _transport.Service;
    }

    /// <summary>Whether it was disconnected. It never comes back.</summary>
    internal bool HasEnded => _tokens.Ended.IsCancellationRequested;

    /// <summary>Ends it, for all that hold it, and forgets the tokens, in memory and on disk.</summary>
    internal Task DisconnectAsync() => _tokens.EndAsync();
}
