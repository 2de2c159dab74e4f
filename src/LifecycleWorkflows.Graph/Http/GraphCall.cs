using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>A request while it is being carried out, over all of its attempts.</summary>
/// <param name="Request">The request.</param>
/// <param name="Cost">What it has cost so far.</param>
/// <param name="Host">Who hears of progress, delays and messages.</param>
/// <param name="CancellationToken">Ends it.</param>
internal sealed record GraphCall(
    GraphRequest Request,
    CallCost Cost,
    IOperationHost Host,
    CancellationToken CancellationToken
);
