namespace LifecycleWorkflows.Emulator.Query;

/// <summary>What the client asked for beside the data.</summary>
internal readonly record struct WireOptions(bool IncludeUnknownEnumMembers);
