using System.Collections;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// Spoiled answers: whatever comes, it is read or it is a named error, in bounded time and requests, and what was read
/// can be looked at. LWF_FUZZ says how many of each kind; a few unless given.
/// </summary>
public sealed class FuzzTests
{
    private const string Page = """
        {"@odata.context":"https://graph.example/v1.0/$metadata#x","value":[
          {"id":"1","processingStatus":"inProgress","createdDateTime":"2026-11-20T08:15:30.1234567Z","startedDateTime":null,"failureReason":"no \u00e9 mailbox","other":{"deep":[1,2.5,"\ud83d\ude00"]},
           "subject":{"id":"u1","displayName":"Zoë","userPrincipalName":"zoe@contoso.com","x":null},"task":{"id":"t1","displayName":"Create mailbox","executionSequence":3,"isEnabled":true,"arguments":[{"name":"customTaskExtensionID","value":"e1"}]},
           "executionConditions":{"scope":{"rule":"(department eq 'x')"}},"settings":{},"totalUsersCount":7,"workflowVersion":2,"versionNumber":1,"activatedOnScope":{"a":[{}]},"callbackConfiguration":{"timeoutDuration":"PT1H","authorizedApps":[]}},
          {"id":"2","processingStatus":"someday"}],
         "@odata.nextLink":"https://graph.example/v1.0/identityGovernance/lifecycleWorkflows/workflows?$skiptoken=1"}
        """;

    private const string Last = """{"value":[{"id":"3","processingStatus":"completed"}]}""";

    private const string Refused =
        """{"error":{"code":"Conflict","message":"no","innerError":{"date":"2026-11-22T08:00:00","request-id":"a","client-request-id":"b","details":[{"code":"x"}]}}}""";

    private const string Batch =
        """{"responses":[{"id":"0","status":204,"headers":{"request-id":"r","Retry-After":"0"}},{"id":"1","status":409,"body":{"error":{"code":"Conflict","message":"no"}}}]}""";

    private const string TaskCallout = """
        {"source":"sample","type":"lifecycleEvent","data":{"callbackUriPath":"/identityGovernance/lifecycleWorkflows/workflows/w1/tasks/t1/taskProcessingResults/r1/resume",
         "subject":{"id":"u1","displayName":"Zoë","userPrincipalName":"zoe@contoso.com","manager":{"id":"m1","displayName":"Adele"}},
         "task":{"id":"t1","displayName":"Create mailbox"},"taskProcessingResult":{"id":"r1","createdDateTime":"2026-11-22T08:00:00Z"},"workflow":{"id":"w1","displayName":"Onboard","workflowVersion":1}}}
        """;

    private const string RequestCallout = """
        {"WebhookName":"x","RequestBody":"{\"AccessPackageAssignmentRequestId\":\"q1\",\"CallbackUriPath\":\"/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/q1/resume\",\"CustomExtensionStageInstanceId\":\"i1\",\"Stage\":\"assignmentRequestCreated\",\"State\":\"Submitted\",\"Assignment\":{\"Target\":{\"ObjectId\":\"u1\"}}}","RequestHeader":{"Accept":"*/*"}}
        """;

    private static readonly int Times = int.TryParse(Environment.GetEnvironmentVariable("LWF_FUZZ"), out int times)
        ? times
        : 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Pages_of_results() =>
        SpoilAsync(
            Page,
            bytes => ListAsync(client => client.TaskProcessingResults, ResourceCollection.TaskProcessingResults, bytes)
        );

    [Fact]
    public Task Pages_of_workflows() =>
        SpoilAsync(Page, bytes => ListAsync(client => client.Workflows, ResourceCollection.Workflows, bytes));

    [Fact]
    public Task Pages_of_runs() =>
        SpoilAsync(Page, bytes => ListAsync(client => client.Runs, ResourceCollection.Runs, bytes));

    [Fact]
    public Task Pages_of_extensions() =>
        SpoilAsync(
            Page,
            bytes => ListAsync(client => client.CustomTaskExtensions, ResourceCollection.CustomTaskExtensions, bytes)
        );

    [Fact]
    public Task Refusals() =>
        SpoilAsync(
            Refused,
            async bytes =>
            {
                LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
                    ListAsync(client => client.Workflows, ResourceCollection.Workflows, bytes, HttpStatusCode.Conflict)
                );
                Assert.Equal(ErrorCondition.Conflict, error.Condition);
            }
        );

    [Fact]
    public Task Answers_to_a_batch() =>
        SpoilAsync(
            Batch,
            async bytes =>
            {
                FakeService service = new(
                    (request, _) =>
                        request.Method == HttpMethod.Post
                            ? Json(bytes)
                            : Json(Encoding.UTF8.GetBytes("""{"id":"x","processingStatus":"inProgress"}"""))
                );
                JumpingClock clock = new(held: BatchTests.Linger);
                GraphHttpClient transport = new(
                    ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
                    GraphHttpClientTests.Tokens("t"),
                    service,
                    new() { Random = () => 0 },
                    clock
                );
                TaskProcessingResults results = new(transport);
                BatchSender batches = results.Batches(1);
                Task<ResumeResult>[] both =
                [
                    .. Enumerable
                        .Range(0, 2)
                        .Select(number =>
                            results.ResumeAsync(
                                Locate(ResourceCollection.TaskProcessingResults),
                                $"{number}",
                                new(OperationStatus.Completed, "s", "t", Batches: batches),
                                new Notices(),
                                Token
                            )
                        ),
                ];
                clock.LetGo();
                ResumeResult[] settled = await Task.WhenAll(both);
                Assert.All(
                    settled,
                    each => Assert.True(each.Settlement == ResumeStatus.Resumed || each.Failure is not null)
                );
                Assert.InRange(service.Requests.Count, 1, 60);
            }
        );

    [Fact]
    public Task Callouts_of_tasks() => SpoilAsync(TaskCallout, bytes => Take(bytes));

    [Fact]
    public Task Callouts_of_requests() => SpoilAsync(RequestCallout, bytes => Take(bytes));

    public static TheoryData<string> Sources() =>
        [.. CalloutShape.Envelopes.Select(each => each.Source).Distinct().Where(each => each != "Microsoft Entra")];

    /// <summary>What services put around callouts: half of them around a spoilt callout, half of them spoilt.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Envelopes_around_callouts(string source)
    {
        CalloutShape[] shapes = [.. CalloutShape.Envelopes.Where(each => each.Source == source)];
        await SpoilAsync(
            seed =>
            {
                CalloutShape shape = shapes[seed / 2 % shapes.Length];
                byte[] callout = Encoding.UTF8.GetBytes(TaskCallout);
                return seed % 2 == 0 && shape.IsForText
                    ? Encoding.UTF8.GetBytes(shape.Fill(Encoding.UTF8.GetString(new Mutator(seed).Spoil(callout))))
                    : new Mutator(seed).Spoil(Encoding.UTF8.GetBytes(shape.Fill(TaskCallout)));
            },
            Take
        );
    }

    /// <summary>Reads all callouts in a text. Fails if none can be read.</summary>
    private static Task Take(byte[] bytes)
    {
        LifecycleWorkflowsException? last = null;
        bool isAnyRead = false;
        foreach (OpenedCallout opened in CalloutOpener.Open(CalloutEncoding.Decode(bytes)))
        {
            try
            {
                Take(opened);
                isAnyRead = true;
            }
            catch (LifecycleWorkflowsException refusal)
            {
                last = refusal;
                Assert.True(
                    refusal.Condition is ErrorCondition.InvalidCallout or ErrorCondition.UnsafeLink,
                    refusal.Condition.ToString()
                );
            }
        }
        return isAnyRead ? Task.CompletedTask : Task.FromException(last!);
    }

    private static void Take(OpenedCallout opened)
    {
        List<string> notes = [];
        Callout callout = CalloutReader.Read(opened, notes);
        if (callout.CallbackUriPath is not null)
            _ = CallbackPath.Parse(callout.CallbackUriPath);
        LookAt(callout, 0);
        Assert.All(notes, note => Assert.DoesNotContain("Zo", note, StringComparison.Ordinal));
        Assert.Equal(callout.ToString(), CalloutReader.Read(CalloutWriter.Write(callout, indented: true)).ToString());
    }

    private static async Task ListAsync<T>(
        Func<LifecycleWorkflowsClient, ResourceReader<T>> reader,
        ResourceCollection collection,
        byte[] first,
        HttpStatusCode status = HttpStatusCode.OK
    )
        where T : LifecycleResource
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.Query.Contains("skiptoken", StringComparison.Ordinal)
                    ? Json(Encoding.UTF8.GetBytes(Last))
                    : Json(first, status)
        );
        List<T> items = [];
        try
        {
            await foreach (
                T item in reader(TestConnection.To(service).Client)
                    .ListAsync(Locate(collection), ODataQuery.All, new Notices(), Token)
            )
                items.Add(item);
        }
        finally
        {
            Assert.InRange(service.Requests.Count, 1, 20);
            Assert.All(service.Requests, request => Assert.Equal("graph.example", request.Uri.Host));
            items.ForEach(item => LookAt(item, 0));
        }
    }

    private static async Task SpoilAsync(string text, Func<byte[], Task> attack)
    {
        byte[] whole = Encoding.UTF8.GetBytes(text);
        await attack(whole);
        await SpoilAsync(seed => new Mutator(seed).Spoil(whole), attack);
    }

    private static async Task SpoilAsync(Func<int, byte[]> spoil, Func<byte[], Task> attack)
    {
        int read = 0;
        // A batch waits a moment for company: many at once, or a million would take hours.
        ParallelOptions atOnce = new() { MaxDegreeOfParallelism = 64, CancellationToken = Token };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Times),
            atOnce,
            async (seed, _) =>
            {
                byte[] bytes = spoil(seed);
                try
                {
                    await attack(bytes).WaitAsync(TimeSpan.FromSeconds(30), Token);
                    Interlocked.Increment(ref read);
                }
                catch (LifecycleWorkflowsException error)
                {
                    Assert.NotEmpty(error.RecommendedAction);
                }
                catch (Exception exception)
                {
                    Assert.Fail(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"Seed {seed}: {exception}\n{Convert.ToBase64String(bytes)}"
                        )
                    );
                }
            }
        );
        // Much of what is spoilt is still what it should be, and must not be refused to be on the safe side.
        Assert.InRange(read, Times / 25, Times);
    }

    private static ResourcePath Locate(ResourceCollection collection)
    {
        ResourceKey ids = new()
        {
            WorkflowId =
                collection == ResourceCollection.Workflows || collection == ResourceCollection.CustomTaskExtensions
                    ? null
                    : "w",
            TaskId = collection == ResourceCollection.TaskProcessingResults ? "t" : null,
        };
        return collection.ResolvePath(ids, ids, ApiVersions.V1, ApiVersions.V1);
    }

    private static HttpResponseMessage Json(byte[] body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } } };

    /// <summary>Reads every property, as a view does.</summary>
    private static void LookAt(object? value, int depth)
    {
        if (value is null or string or ValueType || depth > 6)
            return;
        _ = value.ToString();
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                LookAt(item, depth + 1);
            return;
        }
        foreach (
            PropertyInfo property in value
                .GetType()
                .GetProperties()
                .Where(property => property.GetIndexParameters().Length == 0)
        )
            LookAt(property.GetValue(value), depth + 1);
    }
}
