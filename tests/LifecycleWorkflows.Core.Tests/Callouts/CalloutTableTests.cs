using System.Text.RegularExpressions;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Core.Tests;

/// <summary>
/// The table of callouts in docs/RELIABILITY.md has a row for each shape that the tests read or refuse. With
/// LWF_UPDATE_DOCS=1 it's written instead of compared.
/// </summary>
public sealed partial class CalloutTableTests
{
    [Fact]
    public void The_table_has_a_row_for_each_shape()
    {
        string file = Repository.File("docs", "RELIABILITY.md");
        string page = File.ReadAllText(file).ReplaceLineEndings("\n");
        IEnumerable<string> rows = CalloutShape
            .All.OrderBy(shape => shape.Refused is not null)
            .Select(shape => $"| {shape.Source} | {shape.Shape} | {Describe(shape)} |\n");
        string table = string.Concat(rows.Prepend("| Source | Format | Result |\n|---|---|---|\n"));
        Match found = Table().Match(page);
        Assert.True(found.Success);
        if (Environment.GetEnvironmentVariable("LWF_UPDATE_DOCS") == "1")
            File.WriteAllText(file, page[..found.Index] + table + page[(found.Index + found.Length)..]);
        else
            Assert.Equal(table, found.Value);
    }

    [Fact]
    public void A_shape_occurs_once() => Assert.Distinct(CalloutShape.All.Select(shape => shape.Shape));

    private static string Describe(CalloutShape shape)
    {
        if (shape.Refused is not null)
            return $"refused: {shape.Refused}";
        return string.IsNullOrEmpty(shape.Layers) ? "read" : $"read; opened: {shape.Layers}";
    }

    [GeneratedRegex(@"(?<=^<!-- The table of callouts is made by a test. -->\n)(\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex Table();
}
