namespace LifecycleWorkflows.Internal;

/// <summary>One task for one user on a timeline.</summary>
/// <param name="Run">The run's id; empty when it is not known.</param>
/// <param name="Workflow">What the workflow is called; empty when it is not known.</param>
/// <param name="User">Whom it was for.</param>
/// <param name="Task">What was to be done.</param>
/// <param name="Status">Where it stands, in the wire's spelling.</param>
/// <param name="From">When it began; null when it has not.</param>
/// <param name="To">When it ended; null when it has not.</param>
/// <param name="FailureReason">Why it failed; empty when it did not.</param>
internal sealed record TimelineEntry(
    string Run,
    string Workflow,
    string User,
    string Task,
    string Status,
    DateTimeOffset? From,
    DateTimeOffset? To,
    string FailureReason
);
