using System.Reflection;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Demo;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Pester;

/// <summary>Every case of the Pester suites, reported as a result of its own.</summary>
public sealed class PesterTests
{
    private static readonly string PesterPath = typeof(PesterTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "PesterPath")
        .Value!;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static IEnumerable<TheoryDataRow<PesterCase>> Cases()
    {
        (Shell? shell, string reason) = Shell.Find(Repository.Root);
        return (shell is null ? Skipped(reason) : Reported(shell)).Select(each => new TheoryDataRow<PesterCase>(each)
        {
            TestDisplayName = each.Name,
            Skip = each.Result is "Skipped" or "Inconclusive" ? each.Message ?? "The suite skips it." : null,
        });
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Pester(PesterCase ended) =>
        Assert.True(ended.Result == "Passed", $"{ended.Result}{Environment.NewLine}{ended.Message}");

    private static List<PesterCase> Reported(Shell shell)
    {
        string results = Path.Combine(Path.GetTempPath(), $"lwf-pester-{Guid.NewGuid():N}.jsonl");
        try
        {
            (int code, string output) = shell.Run(
                Limit,
                new()
                {
                    ["LWF_EMULATOR"] = typeof(Emulator.EmulatorHost).Assembly.Location,
                    ["LWF_PESTER"] = PesterPath,
                    ["LWF_DECOYS"] = Path.Combine(AppContext.BaseDirectory, "decoys"),
                    ["NO_COLOR"] = "1",
                },
                "-NoProfile",
                "-NonInteractive",
                "-File",
                Repository.File("tests", "LifecycleWorkflows.Pester", "Invoke-Suites.ps1"),
                "-ResultPath",
                results
            );
            List<PesterCase> cases = File.Exists(results) ? [.. File.ReadLines(results).Select(PesterCase.Parse)] : [];
            if (code != 0 || cases.Count == 0)
                cases.Add(new("The suites", "They did not run to their end", output));
            TestContext.Current.SendDiagnosticMessage("{0}", cases[0].Name);
            return cases;
        }
        finally
        {
            File.Delete(results);
        }
    }

    /// <summary>The cases that would have run, as far as they can be told without the shell: one for each It.</summary>
    private static IEnumerable<PesterCase> Skipped(string reason) =>
        from suite in Directory
            .EnumerateFiles(Repository.File("tests", "LifecycleWorkflows.Pester", "Suites"), "*.Tests.ps1")
            .Order(StringComparer.Ordinal)
        from Match it in Regex.Matches(File.ReadAllText(suite), @"^\s+It '((?:[^']|'')+)'", RegexOptions.Multiline)
        select new PesterCase(
            $"{Path.GetFileName(suite)}: {it.Groups[1].Value.Replace("''", "'", StringComparison.Ordinal)}",
            "Skipped",
            reason
        );
}
