using LifecycleWorkflows.Graph.Http.Batching;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The data of a callback for a task.</summary>
/// <param name="Status">The status that the callback sets.</param>
/// <param name="Source">The source of the callback.</param>
/// <param name="Type">The type of the callback.</param>
/// <param name="Batches">Combines the callback with others in one request; null to send it alone.</param>
internal sealed record TaskCallbackData(
    OperationStatus Status,
    string Source,
    string Type,
    BatchSender? Batches = null
);
