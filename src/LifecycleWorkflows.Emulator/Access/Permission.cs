namespace LifecycleWorkflows.Emulator.Access;

/// <summary>What a request needs: any one of these permissions, the least privileged first.</summary>
internal sealed record Permission(params IReadOnlyList<string> AnyOf);
