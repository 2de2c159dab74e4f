using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Summaries agree with what can be listed and counted by hand.</summary>
public sealed class SummaryTests : EmulatorTest
{
    private const string Root = $"v1.0/{LifecycleWorkflows}";
    private const string Ever = "(startDateTime=2026-01-01T00:00:00Z,endDateTime=2026-12-31T00:00:00Z)";

    protected override string? Seed => null;

    [Fact]
    public async Task Of_the_runs_of_a_workflow()
    {
        string workflow = $"{Root}/workflows/{(await IdsAsync($"{Root}/workflows"))[0]}";
        JsonElement[] runs = [.. (await GetAsync($"{workflow}/runs")).GetProperty("value").EnumerateArray()];

        JsonElement summary = await GetAsync($"{workflow}/runs/summary{Ever}");

        Assert.Equal(runs.Length, Number(summary, "totalRuns"));
        Assert.Equal(runs.Sum(run => Number(run, "totalTasksCount")), Number(summary, "totalTasks"));
        Assert.Equal(runs.Sum(run => Number(run, "totalUsersCount")), Number(summary, "totalUsers"));
        Assert.Equal(runs.Sum(run => Number(run, "failedTasksCount")), Number(summary, "failedTasks"));
        Assert.Equal(
            runs.Count(run => run.GetProperty("processingStatus").GetString() == "completed"),
            Number(summary, "successfulRuns")
        );
        Assert.Equal(
            runs.Count(run => run.GetProperty("processingStatus").GetString() is "failed" or "completedWithErrors"),
            Number(summary, "failedRuns")
        );
        Assert.Equal(
            $"{Host.Address}v1.0/$metadata#microsoft.graph.identityGovernance.runSummary",
            summary.GetProperty("@odata.context").GetString()
        );
    }

    [Fact]
    public async Task Of_a_period_only()
    {
        string workflow = $"{Root}/workflows/{(await IdsAsync($"{Root}/workflows"))[0]}";
        int total = Number(await GetAsync($"{workflow}/userProcessingResults/summary{Ever}"), "totalUsers");

        int before = Number(
            await GetAsync(
                $"{workflow}/userProcessingResults/summary(startDateTime=2026-01-01,endDateTime=2026-11-15T00:00:00Z)"
            ),
            "totalUsers"
        );
        int after = Number(
            await GetAsync(
                $"{workflow}/userProcessingResults/"
                    + "microsoft.graph.identityGovernance.summary(startDateTime=2026-11-15T00:00:00.0000001Z,endDateTime='2026-12-31')"
            ),
            "totalUsers"
        );

        Assert.Equal((10, 2, 8), (total, before, after));
    }

    [Fact]
    public async Task Of_the_tenant()
    {
        JsonElement all = await GetAsync($"{Root}/insights/workflowsProcessedSummary{Ever}");
        JsonElement categories = await GetAsync($"{Root}/insights/workflowsProcessedByCategory{Ever}");
        JsonElement[] workflows =
        [
            .. (await GetAsync($"{Root}/insights/topWorkflowsProcessedSummary{Ever}"))
                .GetProperty("value")
                .EnumerateArray(),
        ];
        JsonElement[] tasks =
        [
            .. (await GetAsync($"{Root}/insights/topTasksProcessedSummary{Ever}"))
                .GetProperty("value")
                .EnumerateArray(),
        ];

        Assert.Equal(
            Number(all, "totalRuns"),
            Number(categories, "totalJoinerRuns")
                + Number(categories, "totalLeaverRuns")
                + Number(categories, "totalMoverRuns")
        );
        Assert.Equal(Number(all, "totalRuns"), workflows.Sum(workflow => Number(workflow, "totalRuns")));
        Assert.Equal(Number(all, "totalTasks"), tasks.Sum(task => Number(task, "totalTasks")));
        Assert.Equal(Number(all, "failedTasks"), tasks.Sum(task => Number(task, "failedTasks")));
        Assert.Equal(
            workflows.Select(workflow => Number(workflow, "totalRuns")).OrderDescending(),
            workflows.Select(workflow => Number(workflow, "totalRuns"))
        );
    }

    [Theory]
    [InlineData("()")]
    [InlineData("(startDateTime=2026-01-01)")]
    [InlineData("(startDateTime=2026-01-01,endDateTime=soon)")]
    [InlineData("(startDateTime=2026-01-02,endDateTime=2026-01-01)")]
    [InlineData("(startDateTime=2026-01-01,startDateTime=2026-01-01)")]
    [InlineData("(startDateTime)")]
    public async Task A_period_that_makes_no_sense_is_refused(string arguments) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(HttpMethod.Get, $"{Root}/insights/workflowsProcessedSummary{arguments}")
        );

    private static int Number(JsonElement element, string property) => element.GetProperty(property).GetInt32();
}
