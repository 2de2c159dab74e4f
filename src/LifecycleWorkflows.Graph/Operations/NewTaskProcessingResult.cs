namespace LifecycleWorkflows.Graph.Operations;

/// <summary>What a new task processing result is to say.</summary>
internal sealed record NewTaskProcessingResult(string ProcessingStatus, DateTimeOffset CreatedDateTime)
{
    public DateTimeOffset? StartedDateTime { get; init; }

    public DateTimeOffset? CompletedDateTime { get; init; }

    public string? FailureReason { get; init; }
}
