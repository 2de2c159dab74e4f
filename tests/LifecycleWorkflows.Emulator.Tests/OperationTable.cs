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
        ["{directoryObject-id}"] = TestSeed.User,
        ["{run-id1}"] = TestSeed.Run,
        ["{customTaskExtension-id}"] = "e1",
        ["{taskDefinition-id}"] = "4262b724-8dba-4fad-afc3-43fcbb497a0e",
        ["{accessPackageAssignmentRequest-id}"] = "q/1",
        ["{accessPackageAssignment-id}"] = "a/1",
        ["{startDateTime}"] = "2026-11-01T00:00:00Z",
        ["{endDateTime}"] = "2026-11-30T00:00:00.0000000+00:00",
    };

    public static IEnumerable<Operation> ResultCollections() =>
        Rows()
            .Where(row =>
                row.Template.EndsWith("/taskProcessingResults", StringComparison.Ordinal) && row.Method == "GET"
            );

    public static IEnumerable<Operation> Rows() =>
        new[] { "v1.0", "beta" }.SelectMany(version =>
            File.ReadLines(Path.Combine(Repository.Root, "tests", "data", $"operations-{version}.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .SelectMany(row => row[1].Split(',').Select(method => new Operation(version, Verb(method), row[0])))
        );

    public static string Fill(string template)
    {
        string workflow = template.Contains("/deletedItems/", StringComparison.Ordinal)
            ? TestSeed.DeletedWorkflow
            : TestSeed.Workflow;
        string path = template.Replace("{workflow-id}", Uri.EscapeDataString(workflow), StringComparison.Ordinal);
        foreach ((string key, string value) in Keys)
            path = path.Replace(key, Uri.EscapeDataString(value), StringComparison.Ordinal);
        return path;
    }

    // In two rows a method stands before the name that its generator gave it.
    private static string Verb(string method) => method.StartsWith("GET", StringComparison.Ordinal) ? "GET" : method;
}

/// <summary>One operation of Microsoft's tables.</summary>
internal sealed record Operation(string Version, string Method, string Template);
