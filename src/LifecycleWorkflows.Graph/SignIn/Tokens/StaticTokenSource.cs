namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>A token that was acquired elsewhere. It isn't renewed: after it expires, the service rejects it.</summary>
internal sealed class StaticTokenSource(string text) : ITokenSource
{
    private readonly AccessToken _token = new(text);

    public Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(_token);
}
