namespace LifecycleWorkflows.Emulator.State;

/// <summary>A user whom a run is to process, and what it does to them.</summary>
internal sealed record PlannedUser(User Subject, IEnumerable<WorkflowTask> Tasks);
