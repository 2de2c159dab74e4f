using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>The service refused the token (401). It holds the token, and never leaves the transport.</summary>
internal sealed class TokenRefusedException(LifecycleWorkflowsException failure, AccessToken token, string? claims)
    : Exception
{
    /// <summary>What it is when there is no other token.</summary>
    public LifecycleWorkflowsException Failure => failure;

    public AccessToken Token => token;

    /// <summary>What the service demands of another token; null when it did not say.</summary>
    public string? Claims => claims;

    /// <summary>The same for another request that was refused with this one.</summary>
    public TokenRefusedException Copy() => new(failure.Copy(), token, claims);
}
