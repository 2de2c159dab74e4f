using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Resuming.Journaling;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Many answers at once while a fifth of all requests fails in every way that the emulator knows, and the service
/// carries out what it accepted at once or later. Whatever happens, nothing takes two answers, every mention has an
/// outcome, and the outcome is what the tenant shows. Runs that are killed are finished by the next one with the same
/// journal. With LWF_STRESS=1 it takes its time.
/// </summary>
public sealed class StressTests(ITestOutputHelper output) : IAsyncDisposable
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
        """{"kind":"empty","status":200,"apply":true}""",
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

    /// <summary>All time limits are real ones, on a clock that is faster.</summary>
    private const double Speed = 40;

    /// <summary>
    /// Slow enough that several runs take less than the five minutes after which a request for access may be answered
    /// once more.
    /// </summary>
    private const double SpeedOfRequests = 15;

    private readonly string _journal = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jsonl");
    private FastClock _clock = null!;
    private EmulatorHost _emulator = null!;
    private HttpClient _control = null!;
    private SocketsHttpHandler _handler = null!;

    public static TheoryData<int, int, bool> Runs()
    {
        TheoryData<int, int, bool> runs = new()
        {
            { IsLong ? 10_000 : 1_000, 1, false },
            { IsLong ? 1_000 : 500, 2, true },
        };
        for (int seed = 11; IsLong && seed <= 20; seed++)
            runs.Add(1_000, seed, false);
        return runs;
    }

    public static TheoryData<int, int, bool, bool> SlowRuns() =>
        new()
        {
            { IsLong ? 10_000 : 400, 3, false, false },
            { IsLong ? 2_000 : 400, 4, true, false },
            { IsLong ? 2_000 : 200, 5, false, true },
        };

    public static TheoryData<int, int, bool, bool> KilledRuns() =>
        new()
        {
            { IsLong ? 10_000 : 600, 6, false, false },
            { IsLong ? 2_000 : 600, 7, true, false },
            { IsLong ? 2_000 : 300, 8, false, true },
        };

    private async Task StartAsync(double speed)
    {
        _clock = new(speed);
        _emulator = await EmulatorHost.StartAsync(new EmulatorOptions { Clock = _clock }, Cancellation);
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
        await StartAsync(Speed);
        Work work = new(await TasksAsync(count), seed, inBatches, mostMentions: 1);
        await ArmAsync(work);
        List<Outcome> first = await RunAsync(
            work,
            new()
            {
                MaxRetry = 5,
                AttemptTimeout = TimeSpan.FromSeconds(60),
                Random = () => 0,
                SettleTimeout = TimeSpan.Zero,
            }
        );
        await CheckAsync(work, first);
        Assert.True(
            first.Select(outcome => outcome.Settled.Settlement).Distinct().Count() >= 3,
            "The faults did nothing."
        );

        await DisarmAsync();
        List<Outcome> second = await RunAsync(work, Usual);
        await CheckAsync(work, second);
        Assert.All(second, outcome => Assert.True(outcome.Settled.IsDone));
        Assert.Equal(
            first.Count(outcome => outcome.Settled.IsDone),
            second.Count(outcome => outcome.Settled.NotedAt is not null)
        );
    }

    /// <summary>Without a journal, one run answers what it can.</summary>
    [Theory]
    [MemberData(nameof(SlowRuns))]
    public async Task A_service_that_carries_out_later_takes_no_second_answer(
        int count,
        int seed,
        bool inBatches,
        bool areRequests
    )
    {
        Work work = await SlowWorkAsync(count, seed, inBatches, areRequests);
        await ArmAsync(work);
        List<Outcome> outcomes = await RunAsync(work, Usual, isJournaled: false);
        await CheckAsync(work, outcomes);
        // A request is seldom carried out within the time in which it is looked for.
        Assert.Contains(
            outcomes,
            outcome =>
                outcome.Settled.Settlement == (areRequests ? ResumeStatus.Unknown : ResumeStatus.ResumedAfterCheck)
        );
    }

    /// <summary>
    /// Three runs are killed in the midst, soon one after the other; ten minutes later the fourth finishes. What a kill
    /// leaves is the journal as it is, with a line that was being written.
    /// </summary>
    [Theory]
    [MemberData(nameof(KilledRuns))]
    public async Task Killed_three_times_it_is_finished_by_the_fourth_run(
        int count,
        int seed,
        bool inBatches,
        bool areRequests
    )
    {
        Work work = await SlowWorkAsync(count, seed, inBatches, areRequests);
        await ArmAsync(work);
        for (int kill = 1; kill <= 3; kill++)
            await RunAsync(work, Usual, killAfter: work.Mentions.Count * kill / 4);
        await DisarmAsync();
        _clock.SetAhead(TimeSpan.FromMinutes(10));
        List<Outcome> outcomes = await RunAsync(work, Usual);
        await CheckAsync(work, outcomes);
        Assert.All(
            outcomes,
            outcome =>
                Assert.True(
                    outcome.Settled.IsDone,
                    $"{outcome.Item}: {outcome.Settled.Settlement}, {outcome.Settled.Failure?.Message}"
                )
        );
        Assert.Contains(outcomes, outcome => outcome.Settled.NotedAt is not null);
    }

    private static RetryPolicy Usual => new() { AttemptTimeout = TimeSpan.FromSeconds(60) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Answers everything that the work mentions.</summary>
    /// <param name="work">The work.</param>
    /// <param name="retry">How patient the connection is.</param>
    /// <param name="isJournaled">Whether there is a journal.</param>
    /// <param name="killAfter">After how many outcomes the run is killed.</param>
    /// <returns>The outcomes, one a mention unless the run was killed.</returns>
    private async Task<List<Outcome>> RunAsync(
        Work work,
        RetryPolicy retry,
        bool isJournaled = true,
        int killAfter = int.MaxValue
    )
    {
        ServiceRoot serviceRoot = ServiceRoot.Of(_emulator.Address, "GraphEndpoint");
        using GraphHttpClient transport = new(
            serviceRoot,
            new TokenManager(serviceRoot, new StaticTokenSource("token")),
            _handler,
            retry,
            _clock
        );
        LifecycleWorkflowsClient client = new(transport);
        BatchSender? batches = work.InBatches ? client.TaskProcessingResults.Batches(8) : null;
        JournalHeader job = new(work.Mentions[0].Place.Noun, null, _emulator.Address.Authority, ApiVersions.V1);
        using ResumeRun run = new(isJournaled ? new Journal(_journal, job) : null, _clock);
        ConcurrentQueue<Outcome> outcomes = [];
        using CancellationTokenSource killed = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        long start = TimeProvider.System.GetTimestamp();
        try
        {
            await Parallel.ForEachAsync(
                work.Mentions,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = work.InBatches || work.Mentions[0].Callout is not null ? 160 : 32,
                    CancellationToken = killed.Token,
                },
                async (mention, token) =>
                {
                    IResumeRequest answer = mention.Answer(client, batches);
                    Task<ResumeResult> settling;
                    lock (run)
                        settling = run.IsOpen(answer, new Notices(), out Task<ResumeResult>? known)
                            ? run.SendAsync(answer, new Notices(), token)
                            : known!;
                    outcomes.Enqueue(new(answer.Item, await settling));
                    if (outcomes.Count < killAfter)
                        return;
                    run.Dispose();
                    await killed.CancelAsync();
                }
            );
        }
        catch (OperationCanceledException) when (killAfter < int.MaxValue)
        {
            await File.AppendAllTextAsync(_journal, """{"at":"2026-11-22T08:""", Cancellation);
        }
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{work}: {TimeProvider.System.GetElapsedTime(start).TotalSeconds:0.0} "
                    + $"s, {string.Join(", ", outcomes.CountBy(outcome => $"{outcome.Settled.Settlement}{(outcome.Settled.IsDuplicate ? " as well" : "")}").OrderBy(each => each.Key))}"
            )
        );
        return [.. outcomes];
    }

    private async Task<Work> SlowWorkAsync(int count, int seed, bool inBatches, bool areRequests)
    {
        await StartAsync(areRequests ? SpeedOfRequests : Speed);
        using HttpResponseMessage set = await _control.PatchAsJsonAsync(
            new Uri("settings", UriKind.Relative),
            new JsonObject
            {
                ["taskAnswerDelay"] = new JsonObject
                {
                    ["minimum"] = "PT1S",
                    ["maximum"] = "PT25S",
                    ["seed"] = seed,
                },
                ["requestAnswerDelay"] = new JsonObject { ["maximum"] = "PT10M", ["seed"] = seed },
            },
            Cancellation
        );
        set.EnsureSuccessStatusCode();
        return new(
            areRequests ? await RequestsAsync(count) : await TasksAsync(count),
            seed,
            inBatches,
            mostMentions: 3
        );
    }

    /// <summary>Tasks that wait, each with two ways that lead there.</summary>
    private async Task<List<Waiting>> TasksAsync(int count)
    {
        JsonNode made = await ControlAsync("generate", new JsonObject { ["users"] = count, ["waiting"] = true });
        ResourceKey byTask = new()
        {
            WorkflowId = (string)made["workflowIds"]![0]!,
            TaskId = (string)made["taskIds"]![0]!,
        };
        ResourceKey byRun = new() { WorkflowId = byTask.WorkflowId, RunId = (string)made["runIds"]![0]! };
        Place[] places =
        [
            .. new[] { byTask, byRun }.Select(ids => new Place(
                "task processing results",
                ResourceCollection.TaskProcessingResultsForResume.ResolvePath(ids, ApiVersions.V1)
            )),
        ];
        return [.. made["taskProcessingResultIds"]!.AsArray().Select(id => new Waiting((string)id!, null, places))];
    }

    /// <summary>Assignment requests that wait, each with the names that both versions have for it.</summary>
    private async Task<List<Waiting>> RequestsAsync(int count)
    {
        JsonNode seed = JsonNode.Parse(
            await File.ReadAllTextAsync(
                Repository.File("src", "LifecycleWorkflows.Emulator", "Seeds", "contoso.json"),
                Cancellation
            )
        )!;
        JsonObject order = new()
        {
            ["requestor"] = (string)seed["users"]![0]!["id"]!,
            ["customExtensionId"] = (string)seed["customTaskExtensions"]![0]!["id"]!,
        };
        Place[] places =
        [
            .. new[] { ApiVersions.V1, ApiVersions.Beta }.Select(version => new Place(
                "access package assignment requests",
                ResourceCollection.AssignmentRequests.ResolvePath(ResourceKey.None, version)
            )),
        ];
        List<Waiting> waiting = [];
        for (int i = 0; i < count; i++)
        {
            JsonNode placed = await ControlAsync("assignment-requests", order);
            waiting.Add(
                new(
                    (string)placed["accessPackageAssignmentRequestId"]!,
                    (string)placed["customExtensionStageInstanceId"]!,
                    places
                )
            );
        }
        return waiting;
    }

    private async Task ArmAsync(Work work)
    {
        (string Fault, bool IsOfPart)[] faults =
        [
            .. Faults.Select(fault => (fault, false)),
            .. work.InBatches ? FaultsOfParts.Select(fault => (fault, true)) : [],
        ];
        int seed = work.Seed;
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

    private async Task DisarmAsync()
    {
        using HttpResponseMessage disarmed = await _control.DeleteAsync(
            new Uri("faults", UriKind.Relative),
            Cancellation
        );
        disarmed.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// Compares the outcomes, when nothing is queued any more, with what the tenant shows and with what it accepted.
    /// </summary>
    private async Task CheckAsync(Work work, List<Outcome> outcomes)
    {
        Assert.Equal(work.Mentions.Count, outcomes.Count);
        _clock.SetAhead(TimeSpan.FromMinutes(10));
        JsonNode state = (await _control.GetFromJsonAsync<JsonNode>(new Uri("state", UriKind.Relative), Cancellation))!;
        Dictionary<Guid, (int Accepted, bool IsDone)> present = state["taskProcessingResults"]!
            .AsArray()
            .Where(result => !(bool)result!["deleted"]!)
            .Select(result =>
                (
                    Item: ResumedItem.OfResult((string)result!["id"]!),
                    Accepted: (int)result["acceptedAnswers"]!,
                    IsDone: (string?)result["processingStatus"] == "completed"
                )
            )
            .Concat(
                state["assignmentRequests"]!
                    .AsArray()
                    .SelectMany(request =>
                        request!["callouts"]!
                            .AsArray()
                            .Select(callout =>
                                (
                                    Item: ResumedItem.OfRequest((string)request["id"]!, (string)callout!["id"]!),
                                    Accepted: (int)callout["acceptedAnswers"]!,
                                    IsDone: (string?)callout["status"] == "callbackReceived"
                                )
                            )
                    )
            )
            .GroupBy(each => each.Item.Key)
            .ToDictionary(each => each.Key, each => (each.First().Accepted, each.First().IsDone));
        Assert.DoesNotContain(present.Values, each => each.Accepted > 1);
        foreach (IGrouping<ResumedItem, Outcome> mentions in outcomes.GroupBy(outcome => outcome.Item))
        {
            (int accepted, bool isDone) = present[mentions.Key.Key];
            Assert.Equal((mentions.Key, accepted == 1), (mentions.Key, isDone));
            Assert.Single(mentions, outcome => !outcome.Settled.IsDuplicate);
            ResumeStatus settlement = Assert.Single(mentions.Select(outcome => outcome.Settled.Settlement).Distinct());
            if (settlement != ResumeStatus.Unknown)
                Assert.Equal((mentions.Key, mentions.First().Settled.IsDone), (mentions.Key, isDone));
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
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    /// <summary>A collection, and what its journal calls what it has.</summary>
    private sealed record Place(string Noun, ResourcePath Path);

    /// <summary>Something that waits, and the ways that lead there.</summary>
    private sealed record Waiting(string Id, string? Callout, Place[] Places);

    /// <summary>One mention of it.</summary>
    private sealed record Mention(string Id, string? Callout, Place Place)
    {
        public IResumeRequest Answer(LifecycleWorkflowsClient client, BatchSender? batches) =>
            Callout is null
                ? client.TaskProcessingResults.Answer(
                    Place.Path,
                    Id,
                    new(OperationStatus.Completed, "test", "lifecycleEvent", batches)
                )
                : client.AssignmentRequests.Answer(
                    Place.Path,
                    Id,
                    new("test", "type") { Stage = "assignmentRequestCreated", CustomExtensionStageInstanceId = Callout }
                );
    }

    private sealed record Outcome(ResumedItem Item, ResumeResult Settled);

    /// <summary>
    /// What is to be answered: each item once or several times, in mixed letter case, by different paths, in a random
    /// order.
    /// </summary>
    private sealed class Work
    {
        public Work(List<Waiting> items, int seed, bool inBatches, int mostMentions)
        {
            (Seed, InBatches) = (seed, inBatches);
            Random random = new(seed);
            foreach (Waiting item in items)
            {
                for (int mention = random.Next(mostMentions); mention >= 0; mention--)
                    Mentions.Add(
                        new(
                            Mixed(item.Id),
                            item.Callout is null ? null : Mixed(item.Callout),
                            item.Places[random.Next(mostMentions > 1 ? item.Places.Length : 1)]
                        )
                    );
            }
            random.Shuffle(CollectionsMarshal.AsSpan(Mentions));
            Text =
                $"{items.Count} {items[0].Places[0].Noun},"
                + $" {Mentions.Count} mentions, seed {seed}{(inBatches ? ", in batches" : "")}";

            string Mixed(string id) =>
                mostMentions == 1
                    ? id
                    : string.Concat(id.Select(c => random.Next(2) == 0 ? c : char.ToUpperInvariant(c)));
        }

        public List<Mention> Mentions { get; } = [];

        public int Seed { get; }

        public bool InBatches { get; }

        private string Text { get; }

        public override string ToString() => Text;
    }
}
