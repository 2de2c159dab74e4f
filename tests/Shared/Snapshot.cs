namespace LifecycleWorkflows.Tests;

/// <summary>
/// Texts that somebody has looked at, kept as files in the repository. <c>./build.ps1 Snapshots</c> writes them anew.
/// </summary>
internal static class Snapshot
{
    private const string UpdateVariable = "LWF_UPDATE_SNAPSHOTS";

    /// <summary>A snapshot of this test project.</summary>
    public static string File(string name) =>
        Repository.File("tests", typeof(Snapshot).Assembly.GetName().Name!, "Snapshots", name);

    /// <summary>Fails with the lines that differ, or writes the file when snapshots are being updated.</summary>
    /// <param name="file">Where the snapshot is.</param>
    /// <param name="lines">What it should hold now.</param>
    public static void Matches(string file, IEnumerable<string> lines)
    {
        string[] actual = string.Join('\n', lines).ReplaceLineEndings("\n").TrimEnd().Split('\n');
        if (Environment.GetEnvironmentVariable(UpdateVariable) is { Length: > 0 })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            System.IO.File.WriteAllText(file, string.Join('\n', actual) + "\n");
            return;
        }
        string[] expected = System.IO.File.Exists(file) ? System.IO.File.ReadAllLines(file) : [];
        if (actual.SequenceEqual(expected))
            return;
        Assert.Fail(
            $"{Path.GetRelativePath(Repository.Root, file)} differs. Run ./build.ps1 Snapshots if that is right.\n"
                + string.Join('\n', Difference(expected, actual))
        );
    }

    /// <summary>The lines that only one of the two has; all of them when they differ in their order alone.</summary>
    private static IEnumerable<string> Difference(string[] expected, string[] actual)
    {
        List<string> missing = [.. expected];
        List<string> added = [.. actual.Where(line => !missing.Remove(line))];
        if (missing.Count + added.Count == 0)
            (missing, added) = ([.. expected], [.. actual]);
        return [.. missing.Select(line => "- " + line), .. added.Select(line => "+ " + line)];
    }
}
