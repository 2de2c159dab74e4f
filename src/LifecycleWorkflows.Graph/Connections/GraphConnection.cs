using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Connections;

/// <summary>
/// A connection and its client. PowerShell shows the public members of any object, even if its type is internal, so no
/// public member must give access to the token.
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
        RetryPolicy? retry = null,
        bool showsBodies = false,
        TimeProvider? clock = null
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
            new(serviceRoot, tokens, handler, retry, clock, tenantId: info.TenantId, showsBodies: showsBodies)
        );
    }

    /// <summary>Acquires the first token, so that Connect-Lwf fails if the credential isn't valid.</summary>
    internal Task SignInAsync(IOperationHost person, CancellationToken cancellationToken) =>
        _tokens.SignInAsync(person, cancellationToken);

    /// <summary>Reads the claims of the token.</summary>
    internal async Task<TokenClaims> ReadTokenAsync(IOperationHost pipeline, CancellationToken cancellationToken) =>
        TokenClaims.Of(
            (await _tokens.GetAsync(_serviceRoot.Root, pipeline, cancellationToken).ConfigureAwait(false)).Text
        );

    /// <summary>The service and, if it's already known, the tenant.</summary>
    internal ServiceOrigin Service => _transport.Service;

    /// <summary>The service and, if the token contains it or it was specified, the tenant.</summary>
    internal async Task<ServiceOrigin> ServiceAsync(IOperationHost pipeline, CancellationToken cancellationToken)
    {
        await _tokens.GetAsync(_serviceRoot.Root, pipeline, cancellationToken).ConfigureAwait(false);
        return _transport.Service;
    }

    /// <summary>Whether the connection was disconnected. It can't be used again.</summary>
    internal bool HasEnded => _tokens.Ended.IsCancellationRequested;

    /// <summary>Ends the connection in all runspaces, and deletes its tokens in memory and on disk.</summary>
    internal Task DisconnectAsync() => _tokens.EndAsync();
}
