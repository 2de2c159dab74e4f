namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>How far a piece of work is. It ends with a last one that is completed.</summary>
internal sealed record ProgressReport(string Activity, string Status, bool IsCompleted = false);
