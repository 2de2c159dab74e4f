using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class FilterTests : EmulatorTest
{
    private static readonly string Results =
        $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}/"
        + $"runs/{Uri.EscapeDataString(TestSeed.Run)}/taskProcessingResults";

    [Theory]
    [InlineData("processingStatus eq 'inProgress'", TestSeed.Waiting)]
    [InlineData("'inProgress' eq processingStatus", TestSeed.Waiting)]
    [InlineData(
        "processingStatus eq microsoft.graph.identityGovernance.lifecycleWorkflowProcessingStatus'inProgress'",
        TestSeed.Waiting
    )]
    [InlineData("processingStatus ne 'inProgress'", TestSeed.Queued)]
    [InlineData("not(processingStatus eq 'inProgress')", TestSeed.Queued)]
    [InlineData("not (not (processingStatus eq 'inProgress'))", TestSeed.Waiting)]
    [InlineData("processingStatus in ('queued', 'failed')", TestSeed.Queued)]
    [InlineData("id eq 'p/waiting''1'", TestSeed.Waiting)]
    [InlineData("id lt 'p/w'", TestSeed.Queued)]
    [InlineData("id ge 'p/w'", TestSeed.Waiting)]
    [InlineData("startedDateTime eq null", TestSeed.Queued)]
    [InlineData("startedDateTime ne null", TestSeed.Waiting)]
    [InlineData("null eq startedDateTime", TestSeed.Queued)]
    [InlineData("startedDateTime ge 2026-11-22T06:30:00Z", TestSeed.Waiting)]
    [InlineData("startedDateTime eq 2026-11-22T06:30:00.0000000Z", TestSeed.Waiting)]
    [InlineData("startedDateTime eq 2026-11-22T08:30:00%2B02:00", TestSeed.Waiting)]
    [InlineData("startedDateTime gt 2026-11-22", TestSeed.Waiting)]
    [InlineData("2026-11-22T06:29:59.9999999Z lt startedDateTime", TestSeed.Waiting)]
    [InlineData("startedDateTime gt 2026-11-22T06:30:00Z")]
    [InlineData("startedDateTime lt null")]
    [InlineData("startedDateTime le 2026-11-22T06:30:00Z and processingStatus eq 'queued'")]
    [InlineData("processingStatus eq 'inProgress' or processingStatus eq 'queued'", TestSeed.Queued, TestSeed.Waiting)]
    [InlineData("processingStatus eq 'queued' or processingStatus eq 'inProgress' and id eq 'x'", TestSeed.Queued)]
    [InlineData("(processingStatus eq 'queued' or processingStatus eq 'inProgress') and id eq 'x'")]
    [InlineData("subject/id eq 'user 1'", TestSeed.Queued, TestSeed.Waiting)]
    [InlineData("subject/id ne 'user 1'")]
    [InlineData("failureReason eq null", TestSeed.Queued, TestSeed.Waiting)]
    [InlineData("createdDateTime ge 2026-11-01T00:00Z", TestSeed.Queued, TestSeed.Waiting)]
    public async Task Selects(string filter, params string[] expected) =>
        Assert.Equal(expected, await IdsAsync($"{Results}?$filter={filter}"));

    [Theory]
    [InlineData("")]
    [InlineData("processingStatus")]
    [InlineData("processingStatus eq")]
    [InlineData("processingStatus eq 'inProgress")]
    [InlineData("processingStatus eq inProgress")]
    [InlineData("processingStatus eq 'running'")]
    [InlineData("processingStatus eq 'InProgress'")]
    [InlineData("processingStatus gt 'queued'")]
    [InlineData("processingStatus eq 1")]
    [InlineData("processingStatus = 'queued'")]
    [InlineData("processingStatus eq 'queued' and")]
    [InlineData("processingStatus eq 'queued' processingStatus eq 'queued'")]
    [InlineData("(processingStatus eq 'queued'")]
    [InlineData("processingStatus eq 'queued')")]
    [InlineData("not processingStatus eq 'queued'")]
    [InlineData("processingStatus in ()")]
    [InlineData("processingStatus in ('queued',)")]
    [InlineData("'a' eq 'a'")]
    [InlineData("id eq 5")]
    [InlineData("id eq 3fa85f64-5717-4562-b3fc-2c963f66afa6")]
    [InlineData("startedDateTime eq '2026-11-22T06:30:00Z'")]
    [InlineData("startedDateTime eq 2026-13-22T06:30:00Z")]
    [InlineData("startedDateTime eq 2026-11-22T06:30:00")]
    [InlineData("startedDateTime eq 2026-11-22T08:30:00+02:00")]
    [InlineData("subject eq 'user 1'")]
    [InlineData("subject/displayName eq 'Adele Vance'")]
    [InlineData("task/id eq 't/wait'")]
    [InlineData("contains(id,'p')")]
    // What follows the library reads, and Graph does not serve.
    [InlineData("processingStatus eq '1'")]
    [InlineData("processingStatus in ('1')")]
    [InlineData("processingStatus in (1)")]
    [InlineData("processingStatus eq microsoft.graph.identityGovernance.lifecycleWorkflowProcessingStatus'INPROGRESS'")]
    [InlineData("true")]
    [InlineData("(id eq 'x') eq true")]
    [InlineData("id eq id")]
    [InlineData("id eq @x")]
    [InlineData("length(id) gt 5")]
    [InlineData("task ne null")]
    [InlineData("subject/manager/id eq 'x'")]
    public async Task Refuses(string filter)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, $"{Results}?$filter={filter}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_unknown_property_is_named_with_the_type()
    {
        (_, JsonElement error) = await RefusedAsync(HttpMethod.Get, $"{Results}?$filter=status eq 'queued'");

        Assert.Equal(
            "Could not find a property named 'status' on type "
                + "'microsoft.graph.identityGovernance.taskProcessingResult'.",
            error.GetProperty("message").GetString()
        );
    }

    [Fact]
    public async Task Nesting_without_end_is_refused_and_not_a_crash()
    {
        string filter = new string('(', 1500) + "id eq 'x'" + new string(')', 100);

        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Get, $"{Results}?$filter={filter}"));
    }

    [Theory]
    [InlineData("workflows?$filter=isEnabled eq true and category eq 'joiner'", 1)]
    [InlineData("workflows?$filter=isEnabled eq false", 0)]
    [InlineData("workflows?$filter=version eq 1", 1)]
    [InlineData("workflows?$filter=version gt 1", 0)]
    [InlineData("taskDefinitions?$filter=displayName eq 'Send Welcome Email'", 1)]
    [InlineData("customTaskExtensions?$filter=createdDateTime eq null", 1)]
    public async Task Works_on_other_collections(string path, int count) =>
        Assert.Equal(count, (await IdsAsync($"v1.0/{LifecycleWorkflows}/{path}")).Count);

    [Fact]
    public async Task Works_on_figures_that_follow_from_results()
    {
        string workflow = $"v1.0/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}";

        Assert.Equal(
            [TestSeed.Run],
            await IdsAsync($"{workflow}/runs?$filter=processingStatus eq 'inProgress' and totalTasksCount ge 2")
        );
        Assert.Equal(
            [TestSeed.UserResult],
            await IdsAsync(
                $"{workflow}/userProcessingResults?$filter=subject/id eq 'user 1' and processingStatus eq 'inProgress'"
            )
        );
        Assert.Empty(await IdsAsync($"{workflow}/taskReports?$filter=failedUsersCount gt 0"));
    }
}
