namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>A token that somebody else acquired. When it ends, the service says so.</summary>
internal sealed class StaticTokenSource(string text) : ITokenSource
{
    private readonly AccessToken _token = new(text);

    public Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(_token);
}
