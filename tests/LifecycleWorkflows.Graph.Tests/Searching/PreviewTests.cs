using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.Reports;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A preview never counts as a run.</summary>
public sealed class PreviewTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("preview")]
    [InlineData("Preview")]
    [InlineData("previewMode")]
    public async Task Nothing_is_pending_in_a_preview(string type)
    {
        FakeService service = Tenant(type);
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        PendingTaskSearch search = new(client);
        Notices notices = new();
        List<ItemResult<PendingTask>> found = await search
            .FindAsync(
                search.AllWorkflowsAsync(false, ApiVersions.V1, [], notices, Token),
                4,
                new(client, ApiVersions.V1, notices, Token),
                [],
                notices,
                Token
            )
            .ToListAsync(Token);
        Assert.Equal("real", Assert.Single(found).Item!.RunId);
        Assert.DoesNotContain(service.Requests, request => request.Uri.AbsolutePath.Contains("/try/"));
    }

    [Fact]
    public async Task A_report_counts_no_preview()
    {
        LifecycleWorkflowsClient client = TestConnection.To(Tenant("preview")).Client;
        Notices notices = new();
        IAsyncEnumerable<Workflow> workflows = client.Workflows.ListAsync(
            ResourceCollection.Workflows.ResolvePath(new(), ApiVersions.V1),
            ODataQuery.All,
            notices,
            Token
        );
        List<ItemResult<WorkflowReport>> found = await new ReportReader(client)
            .ReadAsync(workflows, DateTimeOffset.UnixEpoch, DateTimeOffset.UtcNow, 2, notices, Token)
            .ToListAsync(Token);
        WorkflowReport report = Assert.Single(found).Item!;
        Assert.Equal("real", Assert.Single(report.Runs).Run.Id);
        Assert.Equal("real", Assert.Single(report.Tasks).RunId);
    }

    [Fact]
    public async Task The_results_of_a_workflow_say_which_are_of_a_preview()
    {
        LifecycleWorkflowsClient client = TestConnection.To(Tenant("preview")).Client;
        List<TaskProcessingResult> results = await new WorkflowResultReader(client)
            .ResultsAsync(
                ResourceCollection.Runs.ResolvePath(new() { WorkflowId = "w" }, ApiVersions.V1),
                ODataQuery.All,
                new Notices(),
                Token
            )
            .ToListAsync(Token);
        Assert.Equal(
            [("real", false), ("try", true)],
            results.Select(result => (result.RunId!, result.IsPreview!.Value))
        );
    }

    /// <summary>One workflow with a run and a preview, and one task in progress in each.</summary>
    private static FakeService Tenant(string type) =>
        new(
            (request, _) =>
                Ok(
                    request.Uri.Segments[^1] switch
                    {
                        "workflows" => """{"value":[{"id":"w","displayName":"W"}]}""",
                        "runs" => $$"""
                        {"value":[
                            {"id":"real","processingStatus":"inProgress","workflowExecutionType":"onDemand"},
                            {"id":"try","processingStatus":"inProgress","workflowExecutionType":"{{type}}"}
                        ]}
                        """,
                        "taskReports" => """{"value":[{"id":"1","runId":"real"},{"id":"2","runId":"try"}]}""",
                        "taskProcessingResults" => """{"value":[{"id":"x","processingStatus":"inProgress"}]}""",
                        _ => """{"value":[]}""",
                    }
                )
        );
}
