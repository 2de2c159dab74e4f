using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>Makes one attempt of a call.</summary>
/// <param name="call">The call.</param>
/// <param name="replacement">The token to use in place of one that was refused; null for the connection's.</param>
internal delegate Task<T> Attempt<T>(GraphCall call, AccessToken? replacement);
