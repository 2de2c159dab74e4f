namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>The progress of an operation. The last report is completed.</summary>
internal sealed record ProgressReport(string Activity, string Status, bool IsCompleted = false);
