namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The values of a new task processing result.</summary>
internal sealed record NewTaskProcessingResult(string ProcessingStatus, DateTimeOffset CreatedDateTime)
{
    public DateTimeOffset? StartedDateTime { get; init; }

    public DateTimeOffset? CompletedDateTime { get; init; }

    public string? FailureReason { get; init; }
}
