using LifecycleWorkflows.Graph.Running;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>Something to start that came in: what it was, and what accounts for it.</summary>
internal sealed record StartMention(object? Target, string? TargetName, RunOutcome Outcome)
{
    /// <summary>Whether it's known how it ended.</summary>
    public bool IsSettled => Outcome.Outcome.Length > 0;

    /// <summary>Notes how it ended; one more mention of the same thing took nothing.</summary>
    public void Settle(StartResult result)
    {
        Outcome.Outcome = result.Status.ToString();
        Outcome.Run = result.Run;
        Outcome.RunId = result.Run?.Id;
        Outcome.Attempts = Outcome.IsDuplicate ? 0 : result.Attempts;
        Outcome.Duration = Outcome.IsDuplicate ? TimeSpan.Zero : result.Duration;
        Outcome.RequestId = result.RequestId;
        Outcome.ErrorId = result.Failure?.Condition.ToString();
    }
}
