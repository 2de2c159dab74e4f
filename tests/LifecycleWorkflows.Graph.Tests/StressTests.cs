using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.Graph.SignIn;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Many answers at once while a fifth of all requests fails in every way that the emulator knows. Whatever happens, no result takes two answers,
/// every one has an outcome, and the outcome is what the tenant shows. A second run with the same journal finishes what the first could not.
/// With LWF_STRESS=1 it takes its time.
/// </summary>
public sealed class StressTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const double Rate = 0.2;
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("LWF_STRESS") == "1";

    private static readonly string[] Faults =
    [
        """{"status":429,"retryAfter":"0"}""",
        """{"status":429,"retryAfterDateSeconds":-5}""",
        """{"status":503,"retryAfter":"0"}""",
        """{"status":408}""",
        """{"status":500}""",
        """{"status":500,"apply":true}""",
        """{"status":503}""",
        """{"status":504,"apply":true}""",
        """{"status":409}""",
        """{"status":403}""",
        """{"kind":"html","status":502}""",
        """{"kind":"html","status":200,"apply":true}""",
        """{"kind":"empty","status":200}""",
        """{"kind":"reset"}""",
        """{"kind":"reset","apply":true}""",
        """{"kind":"hang"}""",
        """{"kind":"hang","apply":true}""",
        """{"kind":"truncate"}""",
        """{"kind":"truncateChunked"}""",
        """{"kind":"truncateJson"}""",
        """{"kind":"contentType"}""",
        """{"kind":"redirect"}""",
    ];

    private static readonly string[] FaultsOfParts =
    [
        """{"status":429,"retryAfter":"0"}""",
        """{"status":503,"retryAfter":"0"}""",
        """{"status":500}""",
        """{"status":500,"apply":true}""",
        """{"status":403}""",
        """{"kind":"omit"}""",
        """{"kind":"omit","apply":true}""",
    ];

    private readonly string _journal = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jsonl");
    private EmulatorHost _emulator = null!;
    private HttpClient _control = null!;
    private SocketsHttpHandler _handler = null!;

    public static TheoryData<int, int, bool> Runs()
    {
        TheoryData<int, int, bool> runs = new() { { IsLong ? 10_000 : 1_000, 1, false }, { IsLong ? 1_000 : 500, 2, true } };
        for (int seed = 11; IsLong && seed <= 20; seed++)
            runs.Add(1_000, seed, false);
        return runs;
    }

    public async ValueTask InitializeAsync()
    {
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions(), Cancellation);
        _control = new() { BaseAddress = new(_emulator.Address, "emulator/") };
        _handler = new() { AllowAutoRedirect = false };
    }

    public async ValueTask DisposeAsync()
    {
        _handler.Dispose();
        _control.Dispose();
        await _emulator.DisposeAsync();
        File.Delete(_journal);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task No_result_takes_two_answers_and_every_outcome_is_true(int count, int seed, bool inBatches)
    {
        JsonNode made = await ControlAsync("generate", new JsonObject { ["users"] = count, ["waiting"] = true });
        ResourceIds ids = new() { WorkflowId = (string)made["workflowIds"]![0]!, TaskId = (string)made["taskIds"]![0]! };
        string[] results = [.. made["taskProcessingResultIds"]!.AsArray().Select(id => (string)id!)];
        await ArmAsync(inBatches ? [.. Faults.Select(fault => (fault, false)), .. FaultsOfParts.Select(fault => (fault, true))] : [.. Faults.Select(fault => (fault, false))], seed);

        long start = TimeProvider.System.GetTimestamp();
        Dictionary<string, Settled> first = await ResumeAsync(ids, results, inBatches);
        TimeSpan took = TimeProvider.System.GetElapsedTime(start);
        (int requests, int faults) = await CheckAsync(results, first);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} results, seed {seed}, batches {inBatches}: {took.TotalSeconds:0.0} s, {requests} requests, {faults} of them with faults, {string.Join(", ", first.Values.CountBy(settled => settled.Settlement).OrderBy(each => each.Key))}"));
        Assert.True(first.Values.Select(settled => settled.Settlement).Distinct().Count() >= 3, "The faults did nothing.");

        await _control.DeleteAsync(new Uri("faults", UriKind.Relative), Cancellation);
        Dictionary<string, Settled> second = await ResumeAsync(ids, results, inBatches);
        await CheckAsync(results, second);
        Assert.All(second.Values, settled => Assert.True(settled.IsDone));
        Assert.Equal(first.Values.Count(settled => settled.IsDone), second.Values.Count(settled => settled.NotedAt is not null));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<Dictionary<string, Settled>> ResumeAsync(ResourceIds ids, string[] results, bool inBatches)
    {
        ServiceRoot serviceRoot = ServiceRoot.Of(_emulator.Address, "GraphEndpoint");
        RetryPolicy retry = new() { MaxRetry = 5, AttemptTimeout = TimeSpan.FromSeconds(1), Random = () => 0, SettleTimeout = TimeSpan.Zero };
        using GraphTransport transport = new(serviceRoot, new ConnectionTokens(serviceRoot, new GivenToken("token")), _handler, retry);
        TaskProcessingResults client = new(transport);
        using AnswerRun run = new(new Journal(_journal, new("task processing results", null, _emulator.Address.Authority, ApiVersions.V1)));
        ResourcePath place = ResourceCollection.WaitingTaskProcessingResults.Locate(ids, ids, null, ApiVersions.V1);
        ConcurrentDictionary<string, Settled> outcomes = [];
        await Parallel.ForEachAsync(results, new ParallelOptions { MaxDegreeOfParallelism = inBatches ? 160 : 32, CancellationToken = Cancellation }, async (id, token) =>
        {
            IAnswer answer = client.Answer(place, id, new(OperationStatus.Completed, "test", "lifecycleEvent", inBatches));
            outcomes[id] = await (run.IsOpen(answer, new Notices(), out Task<Settled>? known) ? run.SendAsync(answer, new Notices(), token) : known!);
        });
        return outcomes.ToDictionary();
    }

    private async Task ArmAsync((string Fault, bool IsOfPart)[] faults, int seed)
    {
        foreach ((string text, bool isOfPart) in faults)
        {
            JsonObject fault = JsonNode.Parse(text)!.AsObject();
            int alike = faults.Count(each => each.IsOfPart == isOfPart);
            fault["match"] = new JsonObject { ["rate"] = Rate / alike, ["seed"] = seed++ };
            if (isOfPart)
                fault["match"]!["part"] = "*";
            await ControlAsync("faults", fault);
        }
    }

    /// <summary>Compares the outcomes with what the tenant shows and with what it accepted.</summary>
    private async Task<(int Requests, int Faults)> CheckAsync(string[] results, Dictionary<string, Settled> outcomes)
    {
        Assert.Equal(results.Length, outcomes.Count);
        JsonNode state = (await _control.GetFromJsonAsync<JsonNode>(new Uri("state", UriKind.Relative), Cancellation))!;
        Dictionary<string, string> present = state["taskProcessingResults"]!.AsArray().ToDictionary(result => (string)result!["id"]!, result => (string)result!["processingStatus"]!);
        JsonNode[] requests = [.. (await _control.GetFromJsonAsync<JsonArray>(new Uri("requests", UriKind.Relative), Cancellation))!.Select(request => request!)];
        Dictionary<string, int> accepted = requests
            .SelectMany(request => request["parts"] is JsonArray parts ? parts.Select(part => (Path: (string)part!["url"]!, Applied: (bool?)part["applied"])) : [(Path: (string)request["path"]!, Applied: (bool?)request["applied"])])
            .Where(each => each.Applied == true && each.Path.EndsWith("/resume", StringComparison.Ordinal))
            .CountBy(each => each.Path.Split('/')[^2]).ToDictionary();
        Assert.DoesNotContain(accepted, each => each.Value > 1);
        foreach ((string id, Settled settled) in outcomes)
        {
            Assert.Equal(accepted.ContainsKey(id), present[id] == "completed");
            if (settled.Settlement != Settlement.Unknown)
                Assert.Equal((id, settled.IsDone), (id, accepted.ContainsKey(id)));
        }
        return (requests.Length, requests.Count(request => request["fault"] is not null || request["parts"]?.AsArray().Any(part => part!["fault"] is not null) == true));
    }

    private async Task<JsonNode> ControlAsync(string path, JsonObject body)
    {
        using HttpResponseMessage response = await _control.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, Cancellation);
        string text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }
}
