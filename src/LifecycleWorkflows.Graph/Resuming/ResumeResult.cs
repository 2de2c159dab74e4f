namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>How an answer ended, and what it took.</summary>
/// <param name="Settlement">How it ended.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RequestId">The service's id for the last request.</param>
/// <param name="Failure">Why it could not be settled well.</param>
/// <param name="NotedAt">When an earlier run noted it in its journal; null when it is of this run.</param>
internal sealed record ResumeResult(
    ResumeStatus Settlement,
    int Attempts,
    TimeSpan Duration,
    string? RequestId,
    LifecycleWorkflowsException? Failure,
    DateTimeOffset? NotedAt = null
)
{
    /// <summary>The name of what went wrong; a duplicate has it without the failure, which is told once.</summary>
    public ErrorCondition? Error { get; init; } = Failure?.Condition;

    /// <summary>Whether it is the outcome of another mention of the same item, and this one sent nothing.</summary>
    public bool IsDuplicate { get; private init; }

    /// <summary>The same for one more mention of the item: it took nothing.</summary>
    public ResumeResult ForDuplicate() =>
        this with
        {
            Attempts = 0,
            Duration = TimeSpan.Zero,
            Failure = null,
            IsDuplicate = true,
        };
}
