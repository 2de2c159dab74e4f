using System.Text.Json.Nodes;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.PowerShell.Runtime;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>What Start-LwfWorkflow, Restart-LwfRun and Stop-LwfRun ask, send and say.</summary>
public sealed class RunCmdletTests
{
    private const string Users = "/v1.0/users";

    private readonly List<JsonObject> _runs = [];

    [Fact]
    public void All_of_the_input_is_one_question_and_four_requests_for_37_users()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Start(service, new(), Ids(37));
        (string description, string question) = Assert.Single(pipeline.Confirmations);
        Assert.StartsWith(
            "Start the workflow 'Offboard' (leaver) for 37 users in 4 requests.",
            description,
            StringComparison.Ordinal
        );
        Assert.Contains("these 2 tasks: First, Second", description, StringComparison.Ordinal);
        Assert.Contains("and 27 more", question, StringComparison.Ordinal);
        Assert.Equal(4, Posts(service).Length);
        Assert.Equal(
            37,
            Posts(service)
                .SelectMany(post => JsonNode.Parse(post.Body!)!["subjects"]!.AsArray())
                .Select(subject => (string)subject!["id"]!)
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void Nothing_is_sent_when_a_person_does_not_agree()
    {
        FakeService service = Service();
        Assert.Empty(Start(service, new() { Agrees = false }, Ids(3)).Outputs);
        Assert.Empty(Posts(service));
    }

    [Fact]
    public void With_ErrorAction_Stop_none_after_the_refused_one_is_sent_and_the_sent_one_is_named()
    {
        FakeService service = Service(post => Status(post == 2 ? 403 : 204));
        RecordingPipeline pipeline = Start(service, new() { StopsAtErrors = true }, Ids(37));
        Assert.Equal(ErrorCondition.PermissionDenied, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Equal(2, Posts(service).Length);
        Assert.Contains("(Started)", Assert.Single(pipeline.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_lost_start_without_a_run_is_unknown_and_never_sent_again()
    {
        FakeService service = Service(_ => Status(500));
        RecordingPipeline pipeline = Start(service, new(), Ids(1));
        LifecycleWorkflowsException failure = Assert.Single(pipeline.Errors).Exception;
        Assert.Contains("It isn't started again", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Posts(service));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_lost_start_is_found_among_the_runs_that_began_since_by_exactly_its_users(bool isThere)
    {
        string[] ids = Ids(2);
        FakeService service = Service(_ =>
        {
            AddRun("of-others", "onDemand");
            AddRun("ours", isThere ? "onDemand" : "preview");
            return Status(500);
        });
        AddRun("before", "onDemand");
        _usersOf = run => run == "of-others" ? [ids[0], Guid.NewGuid().ToString()] : ids;
        Assert.Equal(isThere ? 0 : 1, Start(service, new(), ids).Errors.Count);
        Assert.Single(Posts(service));
    }

    [Fact]
    public void Who_may_not_read_users_is_told_the_least_permission_and_nothing_is_sent()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Start(service, new(), ["adele@contoso.com"]);
        LifecycleWorkflowsException failure = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.PermissionDenied, failure.Condition);
        Assert.Contains("User.ReadBasic.All", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Posts(service));
    }

    [Theory]
    [InlineData(""" "isEnabled":false """, "disabled")]
    [InlineData(
        """ "isEnabled":true,"quarantineDetails":{"quarantinedDateTime":"2026-11-25T08:00:00Z"} """,
        "quarantined"
    )]
    public void A_workflow_that_cannot_run_is_refused_with_the_reason(string members, string reason)
    {
        FakeService service = Service(workflow: members);
        LifecycleWorkflowsException failure = Assert.Single(Start(service, new(), Ids(1)).Errors).Exception;
        Assert.Equal(ErrorCondition.Conflict, failure.Condition);
        Assert.Contains($"is {reason}. Nothing was started", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Posts(service));
    }

    [Theory]
    [InlineData("https://graph.microsoft.us")]
    [InlineData("https://microsoftgraph.chinacloudapi.cn")]
    public void A_cloud_that_cannot_stop_runs_says_so_before_anything_is_sent(string endpoint)
    {
        FakeService service = Service();
        StopLwfRun cmdlet = new()
        {
            Connection = TestConnection.To(new Uri(endpoint), service),
            WorkflowId = "w",
            RunId = "r",
        };
        LifecycleWorkflowsException failure = Assert.Single(cmdlet.Run().Errors).Exception;
        Assert.Equal(ErrorCondition.NotSupportedByService, failure.Condition);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_stop_keeps_the_throttle_limit()
    {
        int present = 0;
        int most = 0;
        FakeService service = new(
            async (_, number) =>
            {
                most = Math.Max(most, Interlocked.Increment(ref present));
                await Task.Delay(number % 3 * 5, TestContext.Current.CancellationToken);
                Interlocked.Decrement(ref present);
                return Status(204);
            }
        );
        StopLwfRun cmdlet = new()
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            ThrottleLimit = 3,
        };
        string[] ids = [.. Enumerable.Range(1, 12).Select(number => $"r{number}")];
        RecordingPipeline pipeline = cmdlet.Run(
            null,
            [.. ids.Select<string, Action<StopLwfRun>>(id => each => each.RunId = id)]
        );
        Assert.Equal(12, service.Requests.Select(request => request.Body).Distinct().Count());
        Assert.True(most <= 3, $"{most} at once");
        Assert.Equal(12, pipeline.Confirmations.Count);
    }

    [Fact]
    public void A_restart_is_one_question_for_all_runs_and_one_request_each()
    {
        FakeService service = Service();
        RestartLwfRun cmdlet = new() { Connection = TestConnection.To(service), WorkflowId = "w" };
        AddRun("r1", "scheduled");
        AddRun("r2", "scheduled");
        _usersOf = run => [run];
        RecordingPipeline pipeline = cmdlet.Run(
            null,
            each => each.RunId = "r1",
            each => each.RunId = "r2",
            each => each.RunId = "r1"
        );
        Assert.Empty(pipeline.Errors);
        Assert.Contains(
            "r1, and 1 user with failures of the run r2",
            Assert.Single(pipeline.Confirmations).Description,
            StringComparison.Ordinal
        );
        Assert.Equal(2, Posts(service).Length);
    }

    [Fact]
    public void Runs_that_share_a_user_are_not_restarted_together()
    {
        FakeService service = Service();
        RestartLwfRun cmdlet = new() { Connection = TestConnection.To(service), WorkflowId = "w" };
        AddRun("older", "scheduled");
        AddRun("newer", "scheduled");
        _usersOf = _ => ["somebody"];
        RecordingPipeline pipeline = cmdlet.Run(null, each => each.RunId = "older", each => each.RunId = "newer");
        CmdletError error = Assert.Single(pipeline.Errors);
        Assert.Equal(ErrorCondition.Conflict, error.Exception.Condition);
        Assert.Contains("run older", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("\"newer\"", Assert.Single(Posts(service)).Body, StringComparison.Ordinal);
    }

    private Func<string, string[]> _usersOf = _ => [];

    private static string[] Ids(int count) => [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid().ToString())];

    private static SentRequest[] Posts(FakeService service) =>
        [.. service.Requests.Where(request => request.Method == HttpMethod.Post)];

    private static RecordingPipeline Start(FakeService service, RecordingPipeline pipeline, string[] users) =>
        new StartLwfWorkflow
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            Subject = [.. users.Select(user => new NameOrId(user))],
        }.Run(pipeline);

    /// <summary>Adds a run to the fake tenant; later ones began later.</summary>
    private void AddRun(string id, string type) =>
        _runs.Add(
            new()
            {
                ["id"] = id,
                ["workflowExecutionType"] = type,
                ["processingStatus"] = "completedWithErrors",
                ["startedDateTime"] = $"{DateTimeOffset.UtcNow.AddSeconds(_runs.Count):yyyy-MM-ddTHH:mm:ssZ}",
                ["failedUsersCount"] = 1,
                ["totalUsersCount"] = 2,
            }
        );

    /// <summary>A tenant with one workflow. Users can't be read there.</summary>
    private FakeService Service(Func<int, HttpResponseMessage>? post = null, string workflow = """ "isEnabled":true """)
    {
        int posts = 0;
        return new(
            (request, _) =>
            {
                if (request.Method == HttpMethod.Post)
                    return post?.Invoke(++posts) ?? Status(204);
                string path = request.Uri.AbsolutePath;
                string[] segments = path.Split('/');
                return segments[^1] switch
                {
                    _ when path == Users => Status(403),
                    "tasks" => Ok(
                        """{"value":[{"id":"t2","displayName":"Second","isEnabled":true,"executionSequence":2},{"id":"t1","displayName":"First","isEnabled":true,"executionSequence":1},{"id":"t3","displayName":"Third","isEnabled":false,"executionSequence":3}]}"""
                    ),
                    "runs" => Ok(
                        new JsonObject
                        {
                            ["value"] = new JsonArray([.. _runs.Select(run => run.DeepClone())]),
                        }.ToJsonString()
                    ),
                    "userProcessingResults" => Ok(
                        new JsonObject
                        {
                            ["value"] = new JsonArray([
                                .. _usersOf(segments[^2])
                                    .Select(user => new JsonObject
                                    {
                                        ["id"] = $"p-{user}",
                                        ["subject"] = new JsonObject { ["id"] = user },
                                    }),
                            ]),
                        }.ToJsonString()
                    ),
                    _ when segments[^2] == "runs" => Ok(
                        _runs.Single(run => (string)run["id"]! == segments[^1]).ToJsonString()
                    ),
                    _ => Ok($$"""{"id":"w","displayName":"Offboard","category":"leaver",{{workflow}}}"""),
                };
            }
        );
    }
}
