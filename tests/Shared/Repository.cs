namespace LifecycleWorkflows.Tests;

/// <summary>Files of the repository, found from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>The rows of one of the service's operation tables: path and methods.</summary>
    public static IEnumerable<(string Path, string[] Methods)> Operations(string version) =>
        System
            .IO.File.ReadLines(File("tests", "data", $"operations-{version}.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(cells => (cells[0], cells[1].Split(',')));

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (
            folder is not null
            && !System.IO.File.Exists(Path.Combine(folder.FullName, "LifecycleWorkflows.PowerShell.sln"))
        )
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }
}
