using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>Makes something of a success.</summary>
/// <param name="response">The answer, of which only the head was read.</param>
/// <param name="token">The token that the request had.</param>
/// <param name="cancellationToken">Ends with the time that an attempt may take.</param>
internal delegate Task<T> ResponseReader<T>(
    HttpResponseMessage response,
    AccessToken token,
    CancellationToken cancellationToken
);
