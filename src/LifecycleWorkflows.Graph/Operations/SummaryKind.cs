using LifecycleWorkflows.Graph.Http;

namespace LifecycleWorkflows.Graph.Operations;

/// <summary>A type of summary: its name, the path and name of its function, and how its response is read.</summary>
internal sealed record SummaryKind(
    string Name,
    ResourceCollection Collection,
    string Function,
    BodyReader<IReadOnlyList<Summary>> Read
);
