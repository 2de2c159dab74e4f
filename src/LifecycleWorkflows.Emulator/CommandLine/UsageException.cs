namespace LifecycleWorkflows.Emulator.CommandLine;

/// <summary>Arguments that make no sense, and why.</summary>
internal sealed class UsageException(string message) : Exception(message);
