namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's accessPackageAssignment: what requests lead to.</summary>
internal sealed record Assignment(string Id, IReadOnlyList<AssignmentRequest> Requests);
