namespace LifecycleWorkflows.Emulator.State;

/// <summary>An application that can sign in, and what it is permitted.</summary>
internal sealed record App(string AppId, string? ClientSecret, IReadOnlyList<string> Roles);
