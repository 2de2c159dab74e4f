using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>A request for a token.</summary>
/// <param name="Pipelines">The pipelines that wait for the token.</param>
/// <param name="Person">The host that can prompt a user to sign in; null for silent acquisition.</param>
/// <param name="Renew">Whether a cached token isn't sufficient.</param>
/// <param name="Claims">The claims that the service requires in the new token.</param>
internal sealed record TokenRequest(
    PipelineWorkQueue Pipelines,
    IOperationHost? Person = null,
    bool Renew = false,
    string? Claims = null
);
