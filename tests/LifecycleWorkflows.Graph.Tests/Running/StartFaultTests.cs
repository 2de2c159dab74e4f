using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Starts, restarts and stops while a fifth of all requests fails in every way that the emulator knows. Whatever
/// happens, no user is started twice, every request has an outcome, and the outcome is what the tenant shows.
/// </summary>
public sealed class StartFaultTests : IAsyncDisposable
{
    private const double Speed = 100;

    private static readonly string[] Faults =
    [
        """{"status":429,"retryAfter":"0"}""",
        """{"status":503,"retryAfter":"0"}""",
        """{"status":408}""",
        """{"status":500}""",
        """{"status":500,"apply":true}""",
        """{"status":504,"apply":true}""",
        """{"status":403}""",
        """{"kind":"html","status":200,"apply":true}""",
        """{"kind":"reset"}""",
        """{"kind":"reset","apply":true}""",
        """{"kind":"hang","apply":true}""",
        """{"kind":"truncate"}""",
    ];

    private FastClock _clock = null!;
    private EmulatorHost _emulator = null!;
    private HttpClient _control = null!;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 10)];

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task No_user_is_started_twice_and_every_outcome_is_true(int seed)
    {
        await StartAsync();
        ResourcePath workflow = await GenerateAsync(1);
        string[] users = await UsersAsync(37);
        StartRequest[] requests =
        [
            .. ActivationScope
                .OfUsers(users)
                .Select(scope => new StartRequest(workflow, scope, GraphOperation.StartWorkflow)),
        ];
        Assert.Equal(4, requests.Length);
        Dictionary<int, StartResult> results = await CarryOutAsync(requests, seed);

        Run[] begun = [.. (await RunsAsync(workflow)).Skip(1)];
        Dictionary<string, List<string>> runsOf = users.ToDictionary(user => user, _ => new List<string>());
        foreach (Run run in begun)
        {
            foreach (string user in await UsersOfAsync(run))
                runsOf[user].Add(run.Id);
        }
        Assert.All(runsOf, user => Assert.True(user.Value.Count <= 1, "A user was started twice."));
        for (int i = 0; i < requests.Length; i++)
            CheckOutcome(results[i], [.. requests[i].Scope.UserIds.Select(user => runsOf[user].SingleOrDefault())]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task What_failed_in_a_run_is_restarted_at_most_once(int seed)
    {
        await StartAsync();
        ResourcePath workflow = await GenerateAsync(12, runs: 5, status: "failed");
        Run[] failed = await RunsAsync(workflow);
        Assert.Equal(5, failed.Length);
        StartRequest[] requests =
        [
            .. failed.Select(run => new StartRequest(
                workflow,
                ActivationScope.OfRun(run.Id, new(false, false)),
                GraphOperation.RestartRun
            )),
        ];
        Dictionary<int, StartResult> results = await CarryOutAsync(requests, seed);

        Run[] begun = [.. (await RunsAsync(workflow)).Where(run => run.WorkflowExecutionType == "activatedWithScope")];
        ILookup<string?, string> restarts = begun.ToLookup(run => run.RestartedRunId, run => run.Id);
        for (int i = 0; i < requests.Length; i++)
        {
            string[] ids = [.. restarts[failed[i].Id]];
            Assert.True(ids.Length <= 1, "A run was restarted twice.");
            CheckOutcome(results[i], [ids.SingleOrDefault()]);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_run_is_stopped_or_its_outcome_says_that_it_is_not(int seed)
    {
        await StartAsync();
        ResourcePath workflow = await GenerateAsync(3, runs: 20, status: "completed", waiting: true);
        Run[] running = await RunsAsync(workflow);
        ResourcePath runs = ResourceCollection.Runs.ResolvePath(workflow.Ids, ApiVersions.V1);
        await ArmAsync(seed);
        List<string> outcomes = [];
        foreach (Run run in running)
        {
            StopRequest stop = new(Client(), runs, run.Id);
            ResumeResult result = await stop.SendAsync(null, null, new Notices(), Cancellation);
            outcomes.Add(stop.OutcomeOf(result.Settlement));
        }
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        Run[] after = await RunsAsync(workflow);
        for (int i = 0; i < running.Length; i++)
        {
            string status = after.Single(run => run.Id == running[i].Id).ProcessingStatus;
            bool isStopped = status is ProcessingStatus.Canceling or ProcessingStatus.Canceled;
            Assert.True(
                outcomes[i] switch
                {
                    "Stopped" or "StoppedAfterCheck" => isStopped,
                    "Failed" => !isStopped,
                    _ => outcomes[i] == "Unknown",
                },
                $"{outcomes[i]}: {status}"
            );
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static void CheckOutcome(StartResult result, string?[] runs)
    {
        switch (result.Status)
        {
            case StartStatus.Started or StartStatus.StartedAfterCheck:
                Assert.All(runs, run => Assert.NotNull(run));
                Assert.True(result.Run is null || runs.All(run => run == result.Run.Id), "It's another run.");
                Assert.Null(result.Failure);
                break;
            case StartStatus.Failed:
                Assert.All(runs, Assert.Null);
                Assert.NotNull(result.Failure);
                break;
            default:
                Assert.Equal(StartStatus.Unknown, result.Status);
                Assert.NotNull(result.Failure);
                break;
        }
    }

    private async Task StartAsync()
    {
        _clock = new(Speed);
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Clock = _clock }, Cancellation);
        _control = new() { BaseAddress = new(_emulator.Address, "emulator/") };
    }

    private async Task<Dictionary<int, StartResult>> CarryOutAsync(StartRequest[] requests, int seed)
    {
        await ArmAsync(seed);
        Dictionary<int, StartResult> results = [];
        RunStarter starter = new(Client(), findsRuns: true, new Notices());
        try
        {
            await foreach ((int index, StartResult result) in starter.StartAsync(requests, Cancellation))
                results.Add(index, result);
        }
        catch (LifecycleWorkflowsException failure) when (results.Count == 0)
        {
            // The runs couldn't be read, so nothing was sent.
            for (int i = 0; i < requests.Length; i++)
                results.Add(i, new(StartStatus.Failed, null, 0, TimeSpan.Zero, null, failure));
        }
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        Assert.Equal(requests.Length, results.Count);
        return results;
    }

    private async Task<ResourcePath> GenerateAsync(
        int users,
        int runs = 1,
        string status = "completed",
        bool waiting = false
    )
    {
        JsonNode made = await ControlAsync(
            "generate",
            new JsonObject
            {
                ["users"] = users,
                ["runs"] = runs,
                ["status"] = status,
                ["waiting"] = waiting,
            }
        );
        ResourceKey ids = new() { WorkflowId = (string)made["workflowIds"]![0]! };
        return ResourceCollection
            .Workflows.ResolvePath(ResourceKey.None, ApiVersions.V1)
            .Item("WorkflowId", ids.WorkflowId) with
        {
            Ids = ids,
        };
    }

    /// <summary>People of the directory.</summary>
    private async Task<string[]> UsersAsync(int count) =>
        [
            .. await Client()
                .Users.ListAsync(
                    ResourceCollection.Users.ResolvePath(ResourceKey.None, ApiVersions.V1),
                    new() { Top = count },
                    new Notices(),
                    Cancellation
                )
                .Select(user => user.Id)
                .ToListAsync(Cancellation),
        ];

    /// <summary>The runs of a workflow; those that were generated come first.</summary>
    private async Task<Run[]> RunsAsync(ResourcePath workflow) =>
        [
            .. await Client()
                .Runs.ListAsync(
                    ResourceCollection.Runs.ResolvePath(workflow.Ids, ApiVersions.V1),
                    ODataQuery.All,
                    new Notices(),
                    Cancellation
                )
                .ToListAsync(Cancellation),
        ];

    private async Task<string[]> UsersOfAsync(Run run) =>
        [
            .. (
                await Client()
                    .UserProcessingResults.ListAsync(
                        ResourceCollection.UserProcessingResults.ResolvePath(
                            run.Origin.Ids.With(nameof(ResourceKey.RunId), run.Id),
                            ApiVersions.V1
                        ),
                        ODataQuery.All,
                        new Notices(),
                        Cancellation
                    )
                    .ToListAsync(Cancellation)
            ).Select(result => result.Subject!.Id),
        ];

    private LifecycleWorkflowsClient Client()
    {
        ServiceRoot root = ServiceRoot.Of(_emulator.Address, "GraphEndpoint");
        RetryPolicy retry = new()
        {
            AttemptTimeout = TimeSpan.FromSeconds(20),
            Random = () => 0,
            SettleTimeout = TimeSpan.FromSeconds(30),
        };
        return new(new GraphHttpClient(root, new TokenManager(root, new StaticTokenSource("t")), null, retry, _clock));
    }

    private async Task ArmAsync(int seed)
    {
        foreach (string fault in Faults)
        {
            JsonObject armed = JsonNode.Parse(fault)!.AsObject();
            armed["match"] = new JsonObject
            {
                ["rate"] = 0.2 / Faults.Length * 1.1,
                ["seed"] = (seed * 100) + Array.IndexOf(Faults, fault),
            };
            await ControlAsync("faults", armed);
        }
    }

    private async Task<JsonNode> ControlAsync(string path, JsonObject body)
    {
        using HttpResponseMessage response = await _control.PostAsJsonAsync(
            new Uri(path, UriKind.Relative),
            body,
            Cancellation
        );
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
