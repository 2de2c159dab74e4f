using LifecycleWorkflows.Graph.Http.Batching;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The answer to a waiting task.</summary>
/// <param name="Status">What became of what the task called out for.</param>
/// <param name="Source">Where the answer comes from.</param>
/// <param name="Type">Of what kind it is.</param>
/// <param name="Batches">Lets it travel with others in one request; null when it travels alone.</param>
internal sealed record TaskCallbackData(
    OperationStatus Status,
    string Source,
    string Type,
    BatchSender? Batches = null
);
