using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>An item that came in: what it was, what will account for it, and how its answer ends.</summary>
internal sealed record Mention(object? Target, string? TargetName, ResumeOutcome Outcome, Task<ResumeResult> Settled);
