using LifecycleWorkflows.Graph.SignIn;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>The service refused the token (401). It holds the token, and never leaves the transport.</summary>
internal sealed class TokenRefused(LifecycleWorkflowsException failure, AccessToken token, string? claims) : Exception
{
    /// <summary>What it is when there is no other token.</summary>
    public LifecycleWorkflowsException Failure => failure;

    public AccessToken Token => token;

    /// <summary>What the service demands of another token; null when it did not say.</summary>
    public string? Claims => claims;

    /// <summary>The same for another request that was refused with this one.</summary>
    public TokenRefused Copy() => new(failure.Copy(), token, claims);
}

/// <summary>A call that was stopped, and what is known of it: one that never left did nothing.</summary>
internal sealed class CallStopped(int attempts, CancellationToken cancellationToken)
    : OperationCanceledException(cancellationToken)
{
    /// <summary>How often it left this machine.</summary>
    public int Attempts => attempts;
}
