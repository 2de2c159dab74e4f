namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The data of a callback for an access package assignment request.</summary>
internal sealed record AssignmentRequestCallbackData(string Source, string Type)
{
    public string? Stage { get; init; }

    public string? CustomExtensionStageInstanceId { get; init; }

    public string? CustomExtensionStageInstanceDetail { get; init; }

    public string? State { get; init; }

    /// <summary>Additional members of the data: name and JSON text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Data { get; init; } = [];

    /// <summary>The content of the callback, as far as another callback to the same callout can differ.</summary>
    public string Wish =>
        string.IsNullOrEmpty(State) ? Stage ?? ""
        : string.IsNullOrEmpty(Stage) ? State
        : $"{State} at {Stage}";
}
