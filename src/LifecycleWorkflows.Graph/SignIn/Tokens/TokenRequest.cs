using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>What kind of token is wanted.</summary>
/// <param name="Pipelines">Those that wait for it.</param>
/// <param name="Person">Where somebody can be asked to sign in; null when it has to do without.</param>
/// <param name="Renew">Whether a token that is kept will not do.</param>
/// <param name="Claims">What the service demands of the new token.</param>
internal sealed record TokenRequest(
    PipelineWorkQueue Pipelines,
    IOperationHost? Person = null,
    bool Renew = false,
    string? Claims = null
);
