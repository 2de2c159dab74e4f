namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The data of a callback for an access package assignment request.</summary>
internal sealed record AssignmentRequestCallbackData(string Source, string Type)
{
    /// <summary>The type of the data for a callback that continues or ends a request.</summary>
    public const string UsualDataType = "#microsoft.graph.accessPackageAssignmentRequestCallbackData";

    /// <summary>The type of the data for a callback that says who approves. Only beta has it.</summary>
    public const string ApprovalDataType = "#microsoft.graph.assignmentRequestApprovalStageCallbackData";

    /// <summary>The type of the data.</summary>
    public string DataType { get; init; } = UsualDataType;

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
