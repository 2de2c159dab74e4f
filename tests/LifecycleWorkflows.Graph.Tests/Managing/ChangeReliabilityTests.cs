using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Every fault that the emulator can play, met by every change of a workflow: once, and always. What came of it stands
/// in docs/RELIABILITY.md. With LWF_UPDATE_DOCS=1 the table there is written instead of compared.
/// </summary>
public sealed class ChangeReliabilityTests : IAsyncLifetime
{
    private const string Canary = "canary-token";
    private const string TableStart = "<!-- The table of changes is made by a test. -->\n";
    private const int Always = 1000;
    private const string Check = "check";
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromMilliseconds(400);

    private static readonly (string Name, string Method, WorkflowChange? Change)[] Operations =
    [
        ("update", "PATCH", WorkflowChange.Disable),
        ("remove", "DELETE", WorkflowChange.Remove),
        ("remove permanently", "DELETE", WorkflowChange.RemovePermanently),
        ("restore", "POST", WorkflowChange.Restore),
        ("clear quarantine", "POST", WorkflowChange.ClearQuarantine),
        (Check, "POST", null),
    ];

    private EmulatorHost _emulator = null!;
    private HttpClient _control = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        string seed = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(seed, Seed, Cancellation);
            _emulator = await EmulatorHost.StartAsync(new EmulatorOptions { SeedPath = seed }, Cancellation);
        }
        finally
        {
            File.Delete(seed);
        }
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
        StringBuilder table = new($"| fault | {string.Join(" | ", Operations.Select(each => each.Name))} |\n");
        table.Append('|').Insert(table.Length, "---|", Operations.Length + 1).Append('\n');
        foreach ((string name, string fault) in ReliabilityTests.Faults)
        {
            table.Append("| ").Append(name);
            foreach ((_, string method, WorkflowChange? change) in Operations)
            {
                string once = await MeetAsync(method, change, fault, 1),
                    always = await MeetAsync(method, change, fault, Always);
                table.Append(" | ").Append(once == always ? once : $"{once}; always: {always}");
            }
            table.Append(" |\n");
        }
        string file = Repository.File("docs", "RELIABILITY.md");
        string page = (await File.ReadAllTextAsync(file, Cancellation)).ReplaceLineEndings("\n");
        int start = page.IndexOf(TableStart, StringComparison.Ordinal) + TableStart.Length;
        int end = page.IndexOf("\n## ", start, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LWF_UPDATE_DOCS") == "1")
            await File.WriteAllTextAsync(file, page[..start] + table + page[end..], Cancellation);
        else
            Assert.Equal(page[start..end], table.ToString());
    }

    /// <summary>Makes a change while a fault is armed, and checks what must hold whatever happens.</summary>
    private async Task<string> MeetAsync(string method, WorkflowChange? change, string fault, int times)
    {
        await ControlAsync("reset", null);
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        ResourcePath place = ResourceCollection.Workflows.ResolvePath(
            new() { Deleted = change?.OfDeleted == true },
            ApiVersions.V1
        );
        string id = change?.OfDeleted == true ? "deleted" : "live";
        Workflow workflow = await ReadAsync(place, id);
        JsonObject armed = JsonNode.Parse(fault)!.AsObject();
        armed["times"] = times;
        armed["match"] = new JsonObject { ["method"] = method };
        await ControlAsync("faults", armed);
        await _control.DeleteAsync(new Uri("requests", UriKind.Relative), Cancellation);

        Notices notices = new();
        string outcome = await CarryOutAsync(workflow, change, notices);

        string told = string.Join('\n', notices.Verbosities.Concat(notices.Warnings)) + outcome;
        Assert.DoesNotContain(Canary, told, StringComparison.Ordinal);
        if (change is null)
            return outcome;
        JsonArray requests = (
            await _control.GetFromJsonAsync<JsonArray>(new Uri("requests", UriKind.Relative), Cancellation)
        )!;
        JsonNode[] sent = [.. requests.Where(request => (string?)request!["method"] == method).Select(each => each!)];
        if (method == "POST")
            Assert.True(sent.Count(each => (bool?)each["applied"] == true) <= 1, "It was carried out twice.");
        bool isMade = await IsMadeAsync(workflow, change);
        if (outcome.StartsWith("made", StringComparison.Ordinal))
            Assert.True(isMade, "It was said to be made, and was not.");
        else
            Assert.False(isMade, "It was said to have failed, and was made.");
        return outcome;
    }

    private async Task<string> CarryOutAsync(Workflow workflow, WorkflowChange? change, Notices notices)
    {
        Workflows workflows = Client().Workflows;
        try
        {
            if (change is null)
            {
                await workflows.GetTaskFailuresAsync(workflow, notices, Cancellation);
                return "recovered";
            }
            WorkflowManager manager = new(workflows, notices);
            return await manager.ChangeAsync(workflow, change, Cancellation) ? "made, checked" : "made";
        }
        catch (LifecycleWorkflowsException failure)
        {
            Assert.DoesNotContain(Canary, failure.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(failure.RecommendedAction);
            return failure.Condition.ToString();
        }
    }

    /// <summary>Asks the service itself, without any fault.</summary>
    private async Task<bool> IsMadeAsync(Workflow workflow, WorkflowChange change)
    {
        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        try
        {
            Workflow now = await ReadAsync(workflow.Origin, workflow.Id);
            return !change.LeavesDeleted && !change.OfDeleted && change.IsDone(now);
        }
        catch (LifecycleWorkflowsException gone) when (gone.Condition == ErrorCondition.NotFound)
        {
            return true;
        }
    }

    private Task<Workflow> ReadAsync(ResourcePath place, string id) =>
        Client().Workflows.GetAsync(place, "WorkflowId", id, ODataQuery.All, new Notices(), Cancellation);

    private LifecycleWorkflowsClient Client()
    {
        ServiceRoot root = ServiceRoot.Of(_emulator.Address, "GraphEndpoint");
        RetryPolicy retry = new()
        {
            MaxRetry = 2,
            AttemptTimeout = AttemptTimeout,
            Random = () => 0.5,
        };
        return new(
            new GraphHttpClient(
                root,
                new TokenManager(root, new StaticTokenSource(Canary)),
                null,
                retry,
                new EagerClock(AttemptTimeout, DateTimeOffset.UtcNow)
            )
        );
    }

    private async Task ControlAsync(string path, JsonObject? body)
    {
        using HttpResponseMessage response = await _control.PostAsJsonAsync(
            new Uri(path, UriKind.Relative),
            body ?? [],
            Cancellation
        );
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private const string Seed = """
        {
            "users": [ { "id": "u", "displayName": "Adele", "userPrincipalName": "adele@contoso.com" } ],
            "taskDefinitions": [
                { "id": "70b29d51-b59a-4773-9280-8841dfd3f2ea", "displayName": "Send Welcome Email", "category": "joiner" }
            ],
            "workflows": [
                {
                    "id": "live", "displayName": "Live", "category": "joiner", "isSchedulingEnabled": true,
                    "quarantine": {
                        "quarantinedDateTime": "-PT1H", "quarantineReason": "Too many failed.",
                        "quarantineType": "countBasedThresholdExceeded"
                    },
                    "versions": [
                        { "versionNumber": 1, "tasks": [ { "id": "t", "taskDefinitionId": "70b29d51-b59a-4773-9280-8841dfd3f2ea" } ] }
                    ]
                },
                {
                    "id": "deleted", "displayName": "Deleted", "category": "joiner", "deletedDateTime": "-P1D",
                    "versions": [
                        { "versionNumber": 1, "tasks": [ { "id": "d", "taskDefinitionId": "70b29d51-b59a-4773-9280-8841dfd3f2ea" } ] }
                    ]
                }
            ]
        }
        """;
}
