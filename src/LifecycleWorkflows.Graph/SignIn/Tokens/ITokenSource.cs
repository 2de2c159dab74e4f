namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>One way to get tokens for a connection. It is asked for one token at a time.</summary>
internal interface ITokenSource
{
    /// <summary>Gets a token.</summary>
    /// <exception cref="LifecycleWorkflowsException">There is none to be had.</exception>
    Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what was kept of earlier tokens, in memory and on disk. Nothing is asked of it afterwards, but a token
    /// may still be on its way.
    /// </summary>
    Task ForgetAsync() => Task.CompletedTask;
}
