namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The answer to an access package assignment request that waits.</summary>
internal sealed record AssignmentRequestCallbackData(string Source, string Type)
{
    public string? Stage { get; init; }

    public string? CustomExtensionStageInstanceId { get; init; }

    public string? CustomExtensionStageInstanceDetail { get; init; }

    public string? State { get; init; }

    /// <summary>Further members of the data: name and JSON text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Data { get; init; } = [];

    /// <summary>What it says, as far as another answer to the same callout can say something else.</summary>
    public string Wish =>
        string.IsNullOrEmpty(State) ? Stage ?? ""
        : string.IsNullOrEmpty(Stage) ? State
        : $"{State} at {Stage}";
}
