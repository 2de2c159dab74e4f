using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Every fault that the emulator can play, met by every operation: once, and always. What came of it stands in
/// docs/RELIABILITY.md. With LWF_UPDATE_DOCS=1 the table there is written instead of compared.
/// </summary>
public sealed class ReliabilityTests : IAsyncLifetime
{
    private const string Canary = "canary-token";
    private const string TableStart = "<!-- The table is made by a test. -->\n";
    private const int Always = 1000;

    /// <summary>Somebody in the directory of the emulator.</summary>
    private const string Leaver = "1d8c3649-7e2e-5ce3-865e-ecf542fca8c0";

    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromMilliseconds(400);

    internal static readonly (string Name, string Fault)[] Faults =
    [
        ("429", """{"status":429}"""),
        ("429, Retry-After 5", """{"status":429,"retryAfter":"5"}"""),
        ("429, Retry-After a date", """{"status":429,"retryAfterDateSeconds":5}"""),
        ("429, Retry-After 0", """{"status":429,"retryAfter":"0"}"""),
        ("429, Retry-After a day", """{"status":429,"retryAfter":"86400"}"""),
        ("429, Retry-After nonsense", """{"status":429,"retryAfter":"soon"}"""),
        ("408", """{"status":408}"""),
        ("500", """{"status":500}"""),
        ("500, carried out", """{"status":500,"apply":true}"""),
        ("502, an HTML page", """{"kind":"html","status":502}"""),
        ("503", """{"status":503}"""),
        ("503, carried out", """{"status":503,"apply":true}"""),
        ("503, Retry-After 5", """{"status":503,"retryAfter":"5"}"""),
        ("504", """{"status":504}"""),
        ("504, carried out", """{"status":504,"apply":true}"""),
        ("599", """{"status":599}"""),
        ("connection reset", """{"kind":"reset"}"""),
        ("connection reset, carried out", """{"kind":"reset","apply":true}"""),
        ("no answer", """{"kind":"hang"}"""),
        ("no answer, carried out", """{"kind":"hang","apply":true}"""),
        ("body shorter than announced", """{"kind":"truncate"}"""),
        ("chunked body without end", """{"kind":"truncateChunked"}"""),
        ("half of the JSON", """{"kind":"truncateJson"}"""),
        ("slow body", """{"kind":"slow","bytesPerSecond":50000}"""),
        ("200, an HTML page", """{"kind":"html","status":200}"""),
        ("200, no body", """{"kind":"empty","status":200,"apply":true}"""),
        ("wrong media type", """{"kind":"contentType"}"""),
        ("nextLink to another host", """{"kind":"link"}"""),
        ("nextLink in a circle", """{"kind":"loop"}"""),
        ("redirect to another host", """{"kind":"redirect"}"""),
        ("400", """{"status":400}"""),
        ("401", """{"status":401}"""),
        ("403", """{"status":403}"""),
        ("404", """{"status":404}"""),
        ("405", """{"status":405}"""),
        ("409", """{"status":409}"""),
    ];

    private static readonly string[] Operations =
    [
        "list",
        "get",
        "resume",
        "batch",
        "create",
        "start",
        "restart",
        "stop",
    ];

    private static readonly string[] Changes = ["resume", "batch", "create", "start", "restart", "stop"];

    private EmulatorHost _emulator = null!;
    private HttpClient _control = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions { PageSize = 3 }, Cancellation);
        _control = new() { BaseAddress = new(_emulator.Address, "emulator/") };
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task The_table_in_the_documentation_is_what_happens()
    {
        StringBuilder table = new(
            "| fault | list | get | resume | resume in a batch | create | start | restart | stop |\n"
                + "|---|---|---|---|---|---|---|---|---|\n"
        );
        foreach ((string name, string fault) in Faults)
        {
            table.Append("| ").Append(name);
            foreach (string operation in Operations)
            {
                string once = await MeetAsync(operation, fault, 1),
                    always = await MeetAsync(operation, fault, Always);
                table.Append(" | ").Append(once == always ? once : $"{once}; always: {always}");
            }
            table.Append(" |\n");
        }
        string file = Repository.File("docs", "RELIABILITY.md");
        string[] parts = (await File.ReadAllTextAsync(file, Cancellation)).ReplaceLineEndings("\n").Split(TableStart);
        if (Environment.GetEnvironmentVariable("LWF_UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(file, parts[0] + TableStart + table, Cancellation);
        else
            Assert.Equal(parts[1], table.ToString());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Carries out an operation while a fault is armed, and checks what must hold whatever happens.</summary>
    private async Task<string> MeetAsync(string operation, string fault, int times)
    {
        await ControlAsync("reset", null);
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        JsonNode made = await ControlAsync(
            "generate",
            new JsonObject
            {
                ["users"] = 4,
                ["tasksPerUser"] = 2,
                ["waiting"] = operation != "restart",
                ["deleted"] = operation == "create",
                ["status"] = operation == "restart" ? "failed" : "completed",
            }
        );
        ResourceKey ids = new()
        {
            Deleted = operation == "create",
            WorkflowId = Id(made, "workflowIds"),
            RunId = Id(made, "runIds"),
            UserProcessingResultId = Id(made, "userProcessingResultIds"),
        };
        TaskProcessingResult waiting = (await ResultsAsync(Client(new Witness()), ids)).First(result =>
            operation == "restart" || result.ProcessingStatus == ProcessingStatus.InProgress
        );
        await _control.DeleteAsync(new Uri("requests", UriKind.Relative), Cancellation);

        JsonObject armed = JsonNode.Parse(fault)!.AsObject();
        armed["times"] = times;
        armed["match"] = new JsonObject { ["method"] = Changes.Contains(operation) ? "POST" : "GET" };
        await ControlAsync("faults", armed);

        Witness witness = new();
        Notices notices = new();
        string outcome = await CarryOutAsync(operation, Client(witness), ids, waiting, notices);

        Assert.All(witness.Origins, origin => Assert.Equal(_emulator.Address.Authority, origin));
        string told = string.Join('\n', notices.Verbosities.Concat(notices.Warnings)) + outcome;
        Assert.DoesNotContain(Canary, told, StringComparison.Ordinal);
        JsonNode[] posts = [.. (await RequestsAsync()).Where(request => (string?)request["method"] == "POST")];
        Assert.True(posts.Count(post => (bool?)post["applied"] == true) <= 1, "More than one POST was carried out.");
        if (operation is "create" or "start" or "restart")
            Assert.True(
                posts.Length <= 1 || Repeatable(fault),
                "It was sent again although it may have been carried out."
            );
        return outcome;
    }

    private async Task<string> CarryOutAsync(
        string operation,
        LifecycleWorkflowsClient client,
        ResourceKey ids,
        TaskProcessingResult waiting,
        Notices notices
    )
    {
        try
        {
            switch (operation)
            {
                case "list":
                    List<TaskProcessingResult> results = await ResultsAsync(
                        client,
                        ids with
                        {
                            UserProcessingResultId = null,
                        },
                        notices
                    );
                    Assert.Equal(8, results.DistinctBy(result => result.Id).Count());
                    Assert.Equal(8, results.Count);
                    return "recovered";
                case "get":
                    ResourcePath place = Locate(ResourceCollection.TaskProcessingResults, ids);
                    TaskProcessingResult read = await client.TaskProcessingResults.GetAsync(
                        place,
                        "TaskProcessingResultId",
                        waiting.Id,
                        ODataQuery.All,
                        notices,
                        Cancellation
                    );
                    Assert.Equal(waiting.Id, read.Id);
                    return "recovered";
                case "resume" or "batch":
                    ResumeResult settled = await client.TaskProcessingResults.ResumeAsync(
                        Locate(
                            ResourceCollection.TaskProcessingResultsForResume,
                            new() { WorkflowId = ids.WorkflowId, TaskId = waiting.TaskId }
                        ),
                        waiting.Id,
                        new(
                            OperationStatus.Completed,
                            "test",
                            "lifecycleEvent",
                            operation == "batch" ? client.TaskProcessingResults.Batches(1) : null
                        ),
                        notices,
                        Cancellation
                    );
                    await CheckSettledAsync(settled, waiting.Id);
                    return settled.Failure is null
                        ? settled.Settlement.ToString()
                        : $"{settled.Settlement}, {settled.Failure.Condition}";
                case "start" or "restart":
                    StartResult started = await StartAsync(operation, client, ids, notices);
                    await CheckStartedAsync(started, ids);
                    return started.Failure is null
                        ? $"{started.Status}"
                        : $"{started.Status}, {started.Failure.Condition}";
                case "stop":
                    StopRequest stop = new(
                        client,
                        Locate(ResourceCollection.Runs, new() { WorkflowId = ids.WorkflowId }),
                        ids.RunId!
                    );
                    ResumeResult stopped = await stop.SendAsync(null, null, notices, Cancellation);
                    string outcome = stop.OutcomeOf(stopped.Settlement);
                    return stopped.Failure is null ? outcome : $"{outcome}, {stopped.Failure.Condition}";
                default:
                    ids = ids with { ParentTaskProcessingResultId = waiting.Id };
                    await client.TaskProcessingResults.CreateAsync(
                        Locate(ResourceCollection.NestedTaskProcessingResults, ids),
                        new("completed", DateTimeOffset.UtcNow),
                        notices,
                        Cancellation
                    );
                    return "recovered";
            }
        }
        catch (LifecycleWorkflowsException failure)
        {
            Assert.DoesNotContain(Canary, failure.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(failure.RecommendedAction);
            return failure.Condition.ToString();
        }
    }

    /// <summary>
    /// What an outcome says must be true: of a lost reply one may say that it is unknown, never that it is what it is
    /// not.
    /// </summary>
    private async Task CheckSettledAsync(ResumeResult settled, string id)
    {
        JsonNode state = (await _control.GetFromJsonAsync<JsonNode>(new Uri("state", UriKind.Relative), Cancellation))!;
        string? status = (string?)
            state["taskProcessingResults"]!.AsArray().Single(result => (string?)result!["id"] == id)![
                "processingStatus"
            ];
        if (settled.Settlement is ResumeStatus.Resumed or ResumeStatus.ResumedAfterCheck or ResumeStatus.AlreadyDone)
            Assert.Equal("completed", status);
        if (settled.Settlement == ResumeStatus.Failed)
            Assert.Equal("inProgress", status);
    }

    private static async Task<StartResult> StartAsync(
        string operation,
        LifecycleWorkflowsClient client,
        ResourceKey ids,
        Notices notices
    )
    {
        ResourceKey workflowIds = new() { WorkflowId = ids.WorkflowId };
        ResourcePath workflow = Locate(ResourceCollection.Workflows, ResourceKey.None)
            .Item("WorkflowId", ids.WorkflowId!) with
        {
            Ids = workflowIds,
        };
        ActivationScope scope =
            operation == "start"
                ? ActivationScope.OfUsers([Leaver]).Single()
                : ActivationScope.OfRun(ids.RunId!, new(false, false));
        StartRequest request = new(workflow, scope, GraphOperation.StartWorkflow);
        RunStarter starter = new(client, findsRuns: true, notices);
        StartResult? result = null;
        await foreach ((_, StartResult each) in starter.StartAsync([request], Cancellation))
            result = each;
        return result!;
    }

    /// <summary>What an outcome says must be true: of a lost response one may only say that it is unknown.</summary>
    private async Task CheckStartedAsync(StartResult started, ResourceKey ids)
    {
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        ResourcePath runs = Locate(ResourceCollection.Runs, new() { WorkflowId = ids.WorkflowId });
        string[] begun = await Client(new Witness())
            .Runs.ListAsync(runs, ODataQuery.All, new Notices(), Cancellation)
            .Select(run => run.Id)
            .Where(id => id != ids.RunId)
            .ToArrayAsync(Cancellation);
        Assert.True(begun.Length <= 1, "It was started twice.");
        if (started.Status is StartStatus.Started or StartStatus.StartedAfterCheck)
            Assert.Equal(Assert.Single(begun), started.Run?.Id);
        if (started.Status == StartStatus.Failed)
            Assert.Empty(begun);
    }

    private static async Task<List<TaskProcessingResult>> ResultsAsync(
        LifecycleWorkflowsClient client,
        ResourceKey ids,
        Notices? notices = null
    )
    {
        List<TaskProcessingResult> results = [];
        await foreach (
            TaskProcessingResult result in client.TaskProcessingResults.ListAsync(
                Locate(ResourceCollection.TaskProcessingResults, ids),
                ODataQuery.All,
                notices ?? new(),
                Cancellation
            )
        )
            results.Add(result);
        return results;
    }

    private LifecycleWorkflowsClient Client(Witness witness)
    {
        ServiceRoot serviceRoot = ServiceRoot.Of(_emulator.Address, "GraphEndpoint");
        RetryPolicy retry = new()
        {
            MaxRetry = 2,
            AttemptTimeout = AttemptTimeout,
            Random = () => 0.5,
        };
        return new(
            new GraphHttpClient(
                serviceRoot,
                new TokenManager(serviceRoot, new StaticTokenSource(Canary)),
                witness,
                retry,
                new EagerClock(AttemptTimeout, DateTimeOffset.UtcNow)
            )
        );
    }

    private static ResourcePath Locate(ResourceCollection collection, ResourceKey ids) =>
        collection.ResolvePath(ids, ids, null, ApiVersions.V1);

    private static bool Repeatable(string fault) =>
        fault.Contains("429", StringComparison.Ordinal)
        || (fault.Contains("503", StringComparison.Ordinal) && fault.Contains("retryAfter", StringComparison.Ordinal));

    private static string Id(JsonNode made, string name) => (string)made[name]![0]!;

    private async Task<JsonNode[]> RequestsAsync() =>
        [
            .. (
                await _control.GetFromJsonAsync<JsonArray>(new Uri("requests", UriKind.Relative), Cancellation)
            )!.Select(request => request!),
        ];

    private async Task<JsonNode> ControlAsync(string path, JsonObject? body)
    {
        using HttpResponseMessage response = await _control.PostAsJsonAsync(
            new Uri(path, UriKind.Relative),
            body ?? [],
            Cancellation
        );
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    /// <summary>Sees where every request goes before it is sent.</summary>
    private sealed class Witness() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        public List<string> Origins { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            lock (Origins)
                Origins.Add(request.RequestUri!.Authority);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
