namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>Acquires tokens for a connection, one at a time.</summary>
internal interface ITokenSource
{
    /// <summary>Acquires a token.</summary>
    /// <exception cref="LifecycleWorkflowsException">No token can be acquired.</exception>
    Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes earlier tokens in memory and on disk. It isn't used afterwards, but an acquisition can still be in
    /// progress.
    /// </summary>
    Task ForgetAsync() => Task.CompletedTask;
}
