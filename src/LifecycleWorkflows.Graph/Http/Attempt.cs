using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>Makes one attempt of a call.</summary>
/// <param name="cost">Where it puts down what it cost.</param>
/// <param name="replacement">The token to use in place of one that was refused; null for the connection's.</param>
internal delegate Task<T> Attempt<T>(CallCost cost, AccessToken? replacement);
