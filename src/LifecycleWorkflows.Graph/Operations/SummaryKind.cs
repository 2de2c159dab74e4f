using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>
/// What can be summed up: its name, where its function hangs and is called, and how the answer is read.
/// </summary>
internal sealed record SummaryKind(
    string Name,
    ResourceCollection Collection,
    string Function,
    BodyReader<IReadOnlyList<Summary>> Read
);
