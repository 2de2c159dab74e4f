namespace LifecycleWorkflows.Graph.SignIn;

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

/// <summary>What kind of token is wanted.</summary>
/// <param name="Pipelines">Those that wait for it.</param>
/// <param name="Person">Where somebody can be asked to sign in; null when it has to do without.</param>
/// <param name="Renew">Whether a token that is kept will not do.</param>
/// <param name="Claims">What the service demands of the new token.</param>
internal sealed record TokenRequest(
    WaitingPipelines Pipelines,
    INotices? Person = null,
    bool Renew = false,
    string? Claims = null
);
