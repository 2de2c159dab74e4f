namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Microsoft's own lists of operations, and the ids of the test tenant to fill them in with.</summary>
internal static class OperationTable
{
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["{run-id}"] = TestSeed.Run,
        ["{userProcessingResult-id}"] = TestSeed.UserResult,
        ["{subjectProcessingResult-id}"] = TestSeed.UserResult,
        ["{taskReport-id}"] = $"{TestSeed.Run}_{TestSeed.WaitTask}",
        ["{workflowVersion-versionNumber}"] = "1",
        ["{task-id}"] = TestSeed.WaitTask,
        ["{workflowTemplate-id}"] = TestSeed.Template,
        ["{taskProcessingResult-id}"] = TestSeed.Waiting,
    };

    public static IEnumerable<(string Version, string Template)> ResultCollections() =>
        Rows().Where(row => row.Template.EndsWith("/taskProcessingResults", StringComparison.Ordinal));

    public static IEnumerable<(string Version, string Template)> Rows() => new[] { "v1.0", "beta" }.SelectMany(version =>
        File.ReadLines(Path.Combine(Repository.Root, "tests", "data", $"operations-{version}.tsv"))
            .Skip(1)
            .Select(line => (version, line.Split('\t')[0])));

    public static string Fill(string template)
    {
        string workflow = template.Contains("/deletedItems/", StringComparison.Ordinal) ? TestSeed.DeletedWorkflow : TestSeed.Workflow;
        string path = template.Replace("{workflow-id}", Uri.EscapeDataString(workflow), StringComparison.Ordinal);
        foreach ((string key, string value) in Keys)
            path = path.Replace(key, Uri.EscapeDataString(value), StringComparison.Ordinal);
        return path;
    }
}
