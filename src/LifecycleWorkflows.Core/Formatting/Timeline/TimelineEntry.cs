namespace LifecycleWorkflows.Internal;

/// <summary>One task of one user in a timeline.</summary>
/// <param name="Run">The ID of the run; empty if it isn't known.</param>
/// <param name="Workflow">The name of the workflow; empty if it isn't known.</param>
/// <param name="User">The user.</param>
/// <param name="Task">The name of the task.</param>
/// <param name="Status">The status of the task.</param>
/// <param name="From">The start; null if the task hasn't started.</param>
/// <param name="To">The end; null if the task isn't finished.</param>
/// <param name="FailureReason">The reason for the failure; empty if the task didn't fail.</param>
internal sealed record TimelineEntry(
    string Run,
    string Workflow,
    string User,
    string Task,
    string Status,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string FailureReason
)
{
    /// <summary>Whether the run is only a preview.</summary>
    public bool IsPreview { get; init; }
}
