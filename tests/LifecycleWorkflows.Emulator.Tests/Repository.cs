namespace LifecycleWorkflows.Emulator.Tests;

internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string directory) =>
        File.Exists(Path.Combine(directory, "LifecycleWorkflows.PowerShell.sln"))
            ? directory
            : Find(Path.GetDirectoryName(directory)!);
}
