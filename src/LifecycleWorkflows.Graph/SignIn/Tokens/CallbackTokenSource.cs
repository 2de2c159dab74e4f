namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// Acquires a token from a callback each time that one is needed, on the thread of a pipeline that waits for it.
/// </summary>
internal sealed class CallbackTokenSource(Func<AccessToken> ask) : ITokenSource
{
    public Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken) =>
        request.Pipelines.DoAsync(ask).WaitAsync(cancellationToken);
}
