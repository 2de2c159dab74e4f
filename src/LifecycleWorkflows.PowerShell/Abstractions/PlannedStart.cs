using LifecycleWorkflows.Graph.Running;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>A request that starts a run, and all that came in for it.</summary>
internal sealed record PlannedStart(StartRequest Request, IReadOnlyList<StartMention> Mentions);
