using System.Text.Json;
using Microsoft.Graph;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item;
using Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item.Runs.Item.TaskProcessingResults;
using Microsoft.Graph.Models.IdentityGovernance;

namespace LifecycleWorkflows.Emulator.Tests.Contract;

/// <summary>Query options, pages and refusals, through the SDK.</summary>
public sealed class SdkQueryTests : SdkTest
{
    private WorkflowItemRequestBuilder Workflow =>
        V1.IdentityGovernance.LifecycleWorkflows.Workflows[TestSeed.Workflow];

    private TaskProcessingResultsRequestBuilder Results => Workflow.Runs[TestSeed.Run].TaskProcessingResults;

    protected override void Configure(EmulatorOptions options) => options.PageSize = 10;

    [Theory]
    [InlineData("processingStatus eq 'inProgress'", TestSeed.Waiting)]
    [InlineData("processingStatus ne 'inProgress'", TestSeed.Queued)]
    [InlineData("not(processingStatus eq 'inProgress')", TestSeed.Queued)]
    [InlineData("processingStatus in ('queued','failed')", TestSeed.Queued)]
    [InlineData("id eq 'p/waiting''1'", TestSeed.Waiting)]
    [InlineData("subject/id eq 'user 1' and startedDateTime ne null", TestSeed.Waiting)]
    [InlineData("startedDateTime eq null or completedDateTime ne null", TestSeed.Queued)]
    [InlineData("startedDateTime ge 2026-11-22T06:30:00.0000000Z", TestSeed.Waiting)]
    [InlineData("startedDateTime ge 2026-11-22T08:30:00+02:00", TestSeed.Waiting)]
    [InlineData("(createdDateTime gt 2026-11-22 and createdDateTime lt 2026-11-23) and id le 'p/r'", TestSeed.Queued)]
    public async Task Filters(string filter, string expected)
    {
        TaskProcessingResultCollectionResponse page = (
            await Results.GetAsync(request => request.QueryParameters.Filter = filter, Ct)
        )!;

        Assert.Equal(expected, Assert.Single(page.Value!).Id);
    }

    [Theory]
    [InlineData("id desc", TestSeed.Waiting)]
    [InlineData("startedDateTime", TestSeed.Queued)]
    [InlineData("createdDateTime,processingStatus desc", TestSeed.Waiting)]
    public async Task Orders(string orderBy, string first)
    {
        TaskProcessingResultCollectionResponse page = (
            await Results.GetAsync(request => request.QueryParameters.Orderby = orderBy.Split(','), Ct)
        )!;

        Assert.Equal(first, page.Value![0].Id);
    }

    [Fact]
    public async Task Selects()
    {
        TaskProcessingResult result = (
            await Results[TestSeed.Waiting]
                .GetAsync(request => request.QueryParameters.Select = ["id", "createdDateTime"], Ct)
        )!;

        Assert.NotNull(result.CreatedDateTime);
        Assert.Null(result.ProcessingStatus);
        Assert.Null(result.Task);
    }

    [Fact]
    public async Task Expands()
    {
        TaskProcessingResult result = (
            await Results[TestSeed.Waiting]
                .GetAsync(request => request.QueryParameters.Expand = ["subject($select=id,displayName)", "task"], Ct)
        )!;

        Assert.Equal("Adele Vance", result.Subject!.DisplayName);
        Assert.Null(result.Subject.Mail);
        Assert.Equal("Create mailbox", result.Task!.DisplayName);
    }

    [Theory]
    [InlineData("tasks")]
    [InlineData("versions")]
    [InlineData("runs")]
    [InlineData("taskReports")]
    [InlineData("userProcessingResults")]
    [InlineData("executionScope")]
    [InlineData("createdBy")]
    [InlineData("lastModifiedBy")]
    public async Task Expands_whatever_a_workflow_is_related_to(string relation)
    {
        Workflow workflow = (await Workflow.GetAsync(request => request.QueryParameters.Expand = [relation], Ct))!;

        int? count = relation switch
        {
            "tasks" => workflow.Tasks?.Count,
            "versions" => workflow.Versions?.Count,
            "runs" => workflow.Runs?.Count,
            "taskReports" => workflow.TaskReports?.Count,
            "userProcessingResults" => workflow.UserProcessingResults?.Count,
            "executionScope" => workflow.ExecutionScope?.Count,
            "createdBy" => workflow.CreatedBy is null ? 0 : 1,
            _ => workflow.LastModifiedBy is null ? 0 : 1,
        };
        Assert.Equal(
            relation is "tasks" or "taskReports" ? 2
                : relation == "executionScope" ? 0
                : 1,
            count
        );
    }

    [Fact]
    public async Task Searches_workflows()
    {
        var workflows = V1.IdentityGovernance.LifecycleWorkflows.Workflows;

        Assert.Single(
            (await workflows.GetAsync(request => request.QueryParameters.Search = "\"displayName:work\"", Ct))!.Value!
        );
        Assert.Empty(
            (await workflows.GetAsync(request => request.QueryParameters.Search = "\"displayName:leave\"", Ct))!.Value!
        );
    }

    [Fact]
    public async Task Counts_skips_and_takes()
    {
        TaskProcessingResultCollectionResponse page = (
            await Results.GetAsync(
                request =>
                {
                    request.QueryParameters.Count = true;
                    request.QueryParameters.Skip = 1;
                    request.QueryParameters.Top = 1;
                },
                Ct
            )
        )!;

        Assert.Equal(2, page.OdataCount);
        Assert.Single(page.Value!);
        Assert.Null(page.OdataNextLink);
    }

    [Theory, InlineData("snapshot", null), InlineData("offset", null), InlineData("snapshot", 7)]
    public async Task Iterates_over_pages(string paging, int? top)
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", $$"""{"paging":"{{paging}}"}""");
        JsonElement made = await GenerateAsync("""{"users":35,"waiting":true}""");
        var results = V1.IdentityGovernance
            .LifecycleWorkflows
            .Workflows[made.GetProperty("workflowIds")[0].GetString()!]
            .Tasks[made.GetProperty("taskIds")[0].GetString()!]
            .TaskProcessingResults;
        List<string> ids = [];

        TaskProcessingResultCollectionResponse first = (
            await results.GetAsync(request => request.QueryParameters.Top = top, Ct)
        )!;
        await PageIterator<TaskProcessingResult, TaskProcessingResultCollectionResponse>
            .CreatePageIterator(
                V1,
                first,
                result =>
                {
                    ids.Add(result.Id!);
                    return true;
                }
            )
            .IterateAsync(Ct);

        Assert.Equal(top ?? 10, first.Value!.Count);
        Assert.Equal(35, ids.Distinct().Count());
        Assert.Equal(35, ids.Count);
    }

    [Fact]
    public async Task Members_that_the_SDK_does_not_know_are_its_sentinel()
    {
        await GenerateAsync("""{"status":"canceling"}""");
        var workflows = V1.IdentityGovernance.LifecycleWorkflows.Workflows;
        string id = (
            await workflows.GetAsync(
                request => request.QueryParameters.Filter = "displayName eq 'Generated workflow'",
                Ct
            )
        )!
            .Value![0]
            .Id!;

        Assert.Equal(
            LifecycleWorkflowProcessingStatus.UnknownFutureValue,
            (await workflows[id].Runs.GetAsync(cancellationToken: Ct))!.Value![0].ProcessingStatus
        );
    }

    [Theory]
    [InlineData("processingStatus eq 'nonsense'")]
    [InlineData("nothing eq 'x'")]
    [InlineData("id eq")]
    [InlineData("startswith(id,'p')")]
    public async Task Refuses_a_filter_with_an_error_that_the_SDK_reads(string filter)
    {
        (int status, string? code, string? requestId) = await RefusedAsync(() =>
            Results.GetAsync(request => request.QueryParameters.Filter = filter, Ct)
        );

        Assert.Equal((400, "BadRequest"), (status, code));
        Assert.True(Guid.TryParse(requestId, out _));
    }

    [Fact]
    public async Task Refuses_search_where_there_is_none() =>
        Assert.Equal(
            400,
            (await RefusedAsync(() => Results.GetAsync(request => request.QueryParameters.Search = "\"a\"", Ct))).Status
        );

    [Fact]
    public async Task Refuses_a_token_that_has_expired()
    {
        Token = await TokenAsync("""{"roles":["LifecycleWorkflows.ReadWrite.All"],"lifetimeSeconds":-1}""");

        Assert.Equal((401, "InvalidAuthenticationToken"), ((int, string?))await StatusAndCodeAsync());
    }

    [Fact]
    public async Task Refuses_a_token_that_does_not_suffice()
    {
        Token = await TokenAsync("""{"roles":["LifecycleWorkflows-Workflow.ReadBasic.All"]}""");

        Assert.Equal((403, "Authorization_RequestDenied"), ((int, string?))await StatusAndCodeAsync());
    }

    [Fact]
    public async Task Accepts_a_token_that_does()
    {
        Token = await TokenAsync("""{"scopes":["LifecycleWorkflows-Reports.Read.All"],"user":"adele@contoso.com"}""");

        Assert.Equal(2, (await Results.GetAsync(cancellationToken: Ct))!.Value!.Count);
    }

    [Fact]
    public async Task Retries_what_is_throttled_by_itself()
    {
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"match":{"pathContains":"/runs"},"status":429,"retryAfter":"0"}"""
        );

        Assert.Equal(2, (await Results.GetAsync(cancellationToken: Ct))!.Value!.Count);
        Assert.Equal(
            [429, 200],
            (await GetAsync("emulator/requests"))
                .EnumerateArray()
                .Select(request => request.GetProperty("status").GetInt32())
        );
    }

    private async Task<(int Status, string? Code)> StatusAndCodeAsync()
    {
        (int status, string? code, _) = await RefusedAsync(() => Results.GetAsync(cancellationToken: Ct));
        return (status, code);
    }
}
