using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A preview: started once, told from earlier ones, and waited for.</summary>
public sealed class PreviewRunnerTests
{
    private readonly List<JsonObject> _results = [];
    private int _status = 204;
    private bool _starts = true;

    [Fact]
    public async Task The_results_of_a_preview_are_those_of_its_users_that_were_not_there_before()
    {
        Add("old", "u1", "completed");
        (List<UserProcessingResult> results, FakeService service) = await RunAsync("u1", "u2");
        Assert.Equal(["new-u1", "new-u2"], results.Select(result => result.Id));
        Assert.All(results, result => Assert.True(result.IsPreview));
        Assert.Equal(
            """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"u1"},{"@odata.type":"#microsoft.graph.user","id":"u2"}]}""",
            Assert.Single(service.Requests, request => request.Method == HttpMethod.Post).Body
        );
    }

    [Fact]
    public async Task Other_users_previews_and_real_runs_are_none_of_its_results()
    {
        (List<UserProcessingResult> results, _) = await RunAsync(
            ["u1"],
            () =>
            {
                Add("other", "u9", "completed");
                Add("real", "u1", "completed", "onDemand");
            }
        );
        Assert.Equal("new-u1", Assert.Single(results).Id);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(504)]
    public async Task A_lost_response_is_settled_by_the_results_and_nothing_is_sent_again(int status)
    {
        _status = status;
        (List<UserProcessingResult> results, FakeService service) = await RunAsync("u1");
        Assert.Single(results);
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Post);
    }

    [Fact]
    public async Task A_lost_response_without_any_result_is_an_error_and_nothing_is_sent_again()
    {
        (_status, _starts) = (500, false);
        FakeService service = Service();
        LifecycleWorkflowsException failure = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            RunAsync(service, ["u1"])
        );
        Assert.Equal(ErrorCondition.ServiceUnavailable, failure.Condition);
        Assert.Contains("Get-LwfUserProcessingResult", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Post);
    }

    [Fact]
    public async Task What_is_not_finished_in_time_is_an_error_behind_what_is()
    {
        _starts = false;
        List<UserProcessingResult> results = [];
        LifecycleWorkflowsException failure = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            RunAsync(
                Service(() =>
                {
                    Add("done", "u1", "failed");
                    Add("open", "u2", "inProgress");
                }),
                ["u1", "u2"],
                results
            )
        );
        Assert.Equal(ErrorCondition.WaitTimeout, failure.Condition);
        Assert.Contains("1 of 2 users", failure.Message, StringComparison.Ordinal);
        Assert.Equal("done", Assert.Single(results).Id);
    }

    private Task<(List<UserProcessingResult>, FakeService)> RunAsync(params string[] users) => RunAsync(users, null);

    private async Task<(List<UserProcessingResult>, FakeService)> RunAsync(string[] users, Action? meanwhile)
    {
        FakeService service = Service(meanwhile);
        List<UserProcessingResult> results = [];
        await RunAsync(service, users, results);
        return (results, service);
    }

    private static async Task RunAsync(FakeService service, string[] users, List<UserProcessingResult>? results = null)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        ServiceRoot root = ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint");
        RetryPolicy retry = new() { Random = () => 0, SettleTimeout = TimeSpan.Zero };
        using GraphHttpClient http = new(
            root,
            new TokenManager(root, new StaticTokenSource("t")),
            service,
            retry,
            new EagerClock(retry.AttemptTimeout)
        );
        LifecycleWorkflowsClient client = new(http);
        Workflow workflow = new()
        {
            Id = "w",
            Origin = ResourceCollection.Workflows.ResolvePath(new(), ApiVersions.V1),
        };
        PreviewRunner runner = new(client, workflow, users, new Notices());
        await runner.StartAsync(token);
        PollingSchedule schedule = new(TimeSpan.FromSeconds(30), null);
        await foreach (UserProcessingResult result in runner.ResultsAsync(schedule, token))
            results?.Add(result);
    }

    private FakeService Service(Action? meanwhile = null) =>
        new(
            (request, _) =>
            {
                if (request.Method == HttpMethod.Get)
                    return Ok(
                        new JsonObject
                        {
                            ["value"] = new JsonArray([.. _results.Select(each => each.DeepClone())]),
                        }.ToJsonString()
                    );
                meanwhile?.Invoke();
                foreach (JsonNode? subject in JsonNode.Parse(request.Body!)!["subjects"]!.AsArray())
                {
                    if (_starts)
                        Add($"new-{subject!["id"]}", (string)subject["id"]!, "completed");
                }
                return Status(_status);
            }
        );

    private void Add(string id, string user, string status, string type = "preview") =>
        _results.Add(
            new()
            {
                ["id"] = id,
                ["processingStatus"] = status,
                ["workflowExecutionType"] = type,
                ["subject"] = new JsonObject { ["id"] = user },
            }
        );
}
