using System.Text.RegularExpressions;
using LifecycleWorkflows.Demo;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Pester;

/// <summary>Every case of the Pester suites, reported as a result of its own.</summary>
public sealed class PesterTests
{
    private const string PesterProbe = """
        if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version -ge '5.5' -and $_.Version -lt '6.0' })) {
            "there is no Pester from 5.5 to 5.99 on the module path of PowerShell $($PSVersionTable.PSVersion)"
        }
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static IEnumerable<TheoryDataRow<string, string, string>> Cases()
    {
        (Shell? shell, string reason) = Shell.Find(Repository.Root, PesterProbe);
        return shell is null ? Skipped(reason) : Reported(shell);
    }

    [Theory(DisableDiscoveryEnumeration = true)]
    [MemberData(nameof(Cases))]
    public void Pester(string name, string result, string message)
    {
        if (result is "Skipped" or "Inconclusive")
            Assert.Skip(message.Length > 0 ? message : "The suite skips it.");
        Assert.True(result == "Passed", $"{name}: {result}{Environment.NewLine}{message}");
    }

    private static IEnumerable<TheoryDataRow<string, string, string>> Reported(Shell shell)
    {
        string results = Path.Combine(Path.GetTempPath(), $"lwf-pester-{Guid.NewGuid():N}.jsonl");
        try
        {
            (int code, string output) = shell.Run(
                Limit,
                new()
                {
                    ["LWF_EMULATOR"] = typeof(Emulator.EmulatorHost).Assembly.Location,
                    ["LWF_DECOYS"] = Path.Combine(AppContext.BaseDirectory, "decoys"),
                    ["NO_COLOR"] = "1",
                },
                "-NoProfile", "-NonInteractive", "-File", Repository.File("tests", "LifecycleWorkflows.Pester", "Invoke-Suites.ps1"), "-ResultPath", results);
            PesterCase[] cases = File.Exists(results) ? [.. File.ReadLines(results).Select(PesterCase.Parse)] : [];
            return code == 0 && cases.Length > 0
                ? [.. cases.Select(each => Row(each.Name, each.Result, each.Message ?? ""))]
                : [.. cases.Select(each => Row(each.Name, each.Result, each.Message ?? "")), Row("The suites", "did not run to their end", output)];
        }
        finally
        {
            File.Delete(results);
        }
    }

    /// <summary>The cases that would have run, as far as they can be told without the shell: one for each It.</summary>
    private static IEnumerable<TheoryDataRow<string, string, string>> Skipped(string reason)
    {
        foreach (string suite in Directory.EnumerateFiles(Repository.File("tests", "LifecycleWorkflows.Pester", "Suites"), "*.Tests.ps1").Order(StringComparer.Ordinal))
        {
            foreach (Match it in Regex.Matches(File.ReadAllText(suite), @"^\s+It '((?:[^']|'')+)'", RegexOptions.Multiline))
                yield return Row($"{Path.GetFileName(suite)}: {it.Groups[1].Value}", "Skipped", reason);
        }
    }

    private static TheoryDataRow<string, string, string> Row(string name, string result, string message) =>
        new(name, result, message) { TestDisplayName = name, Skip = result == "Skipped" && message.Length > 0 ? message : null };
}
