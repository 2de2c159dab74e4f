using System.Net;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Every row of Microsoft's operation tables is served, or has a reason why it is not.</summary>
public sealed class CoverageTests : EmulatorTest
{
    private const string Root = "/identityGovernance/lifecycleWorkflows";

    private static readonly Reason[] Reasons =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "tests", "data", "operations-not-served.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(row => new Reason(row[0], row[1].Split(','), row[2])),
    ];

    [Fact]
    public void What_is_neither_served_nor_reasoned_does_not_exist() =>
        Assert.DoesNotContain(
            OperationTable.Rows(),
            row => !IsServed(row) && !Reasons.Any(reason => reason.Covers(row))
        );

    [Fact]
    public void What_is_served_needs_no_reason() =>
        Assert.DoesNotContain(OperationTable.Rows(), row => IsServed(row) && Reasons.Any(reason => reason.Covers(row)));

    [Fact]
    public void Every_reason_is_one_and_is_for_something()
    {
        Assert.All(Reasons, reason => Assert.NotEmpty(reason.Text));
        Assert.DoesNotContain(
            Reasons.SelectMany(reason => reason.Methods.Select(method => reason with { Methods = [method] })),
            reason => !OperationTable.Rows().Any(reason.Covers)
        );
    }

    [Fact]
    public async Task What_is_served_answers()
    {
        List<string> wrong = [];
        foreach (Operation row in OperationTable.Rows().Where(row => row.Method == "GET" && IsServed(row)))
        {
            HttpStatusCode status = await StatusAsync(HttpMethod.Get, row.Version + OperationTable.Fill(row.Template));
            if (status != (IsOfEmptyCollection(row) ? HttpStatusCode.NotFound : HttpStatusCode.OK))
                wrong.Add($"{row}: {status}");
        }

        Assert.Empty(wrong);
    }

    // Nobody is queued or in scope in the test tenant, and nothing was processed again.
    private static bool IsOfEmptyCollection(Operation row) =>
        Regex.IsMatch(row.Template, "/(executionScope|previewScope|reprocessedRuns)/");

    private static bool IsServed(Operation row)
    {
        try
        {
            RouteMatch
                .Find(GraphRoutes.For(GraphVersions.Parse(row.Version)!.Value), row.Template.Split('/')[1..])
                .Endpoint(row.Method);
            return true;
        }
        catch (GraphException)
        {
            return false;
        }
    }

    private sealed record Reason(string Path, string[] Methods, string Text)
    {
        private readonly Regex _path = new(Path.Replace("~", Root, StringComparison.Ordinal));

        public bool Covers(Operation row) => Methods.Contains(row.Method) && _path.IsMatch(row.Template);
    }
}
