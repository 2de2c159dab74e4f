using System.Text;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>A connection that was disconnected stays so, whatever was under way.</summary>
public sealed class DisconnectTests : IDisposable
{
    private const string ClientId = "11111111-1111-1111-1111-111111111111";
    private const string DeviceCode = """
        {"user_code":"A","device_code":"d","verification_uri":"https://a.example","expires_in":900,"interval":1,"message":"m"}
        """;

    private static readonly ServiceRoot Root = ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint");
    private static readonly ResourcePath Path = new(ApiVersions.V1, ResourceKey.None, "workflows");

    private readonly StandingClock _clock = new();
    private readonly Notices _notices = new();
    private readonly FakeService _service;
    private Func<int, HttpResponseMessage> _graph = _ => Ok("{}");
    private Task _signInService = Task.CompletedTask;
    private int _tokens;

    public DisconnectTests() =>
        _service = new(
            async (request, _) =>
            {
                if (request.Uri.Host == "graph.example")
                    return _graph(Calls);
                if (request.Uri.AbsolutePath.EndsWith("/devicecode", StringComparison.Ordinal))
                    return Ok(DeviceCode);
                int number = Interlocked.Increment(ref _tokens);
                await _signInService;
                bool isOfUser = !request.Body!.Contains("client_credentials", StringComparison.Ordinal);
                return Ok(TokenAnswer(number, isOfUser));
            }
        );

    public static TheoryData<string> Sources => ["given", "provider", "app", "user", "other"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Calls => _service.Requests.Count(request => request.Uri.Host == "graph.example");

    public void Dispose()
    {
        _service.Dispose();
        _clock.Dispose();
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Nothing_is_sent_any_more(string kind)
    {
        GraphConnection connection = await ConnectAsync(Source(kind));
        _graph = _ => Ok("""{"id":"w"}""");
        Assert.Equal("w", (await ReadAsync(connection)).Id);
        int before = _service.Requests.Count;
        Assert.False(connection.HasEnded);
        await connection.DisconnectAsync();
        await connection.DisconnectAsync();
        Assert.True(connection.HasEnded);
        for (int i = 0; i < 2; i++)
            await AssertDisconnectedAsync(ReadAsync(connection), 0);
        await AssertDisconnectedAsync(connection.ReadTokenAsync(_notices, Cancellation), 0);
        await AssertDisconnectedAsync(connection.SignInAsync(_notices, Cancellation), 0);
        Assert.Equal(before, _service.Requests.Count);
    }

    [Theory]
    [InlineData("app")]
    [InlineData("user")]
    public async Task A_renewal_under_way_at_the_sign_in_service_brings_nothing_back(string kind)
    {
        GraphConnection connection = await ConnectAsync(Source(kind));
        int signedIn = _tokens;
        TaskCompletionSource late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _signInService = late.Task;
        _graph = _ => Status(401);
        Task<Workflow> call = ReadAsync(connection);
        await TestWait.UntilAsync(() => _tokens == signedIn + 1);
        await connection.DisconnectAsync();
        await AssertDisconnectedAsync(call, 1);
        late.SetResult();
        await AssertDisconnectedAsync(connection.ReadTokenAsync(_notices, Cancellation), 0);
        Assert.Equal((1, signedIn + 1), (Calls, _tokens));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_source_gets_after_the_end_is_forgotten_again(bool heedsStop)
    {
        SlowSource source = new(_clock, slow: 1) { HeedsStop = heedsStop };
        GraphHttpClient transport = Transport(source, out TokenManager tokens);
        Task<byte[]> call = ReadAsync(transport);
        await source.AskedAsync();
        await tokens.EndAsync();
        await AssertDisconnectedAsync(call, 0);
        if (!heedsStop)
            Assert.Equal(1, source.Forgotten);
        source.Give();
        await TestWait.UntilAsync(() => source.Forgotten == 2);
        await AssertDisconnectedAsync(ReadAsync(transport), 0);
        Assert.Equal((1, 0), (source.Times, Calls));
    }

    [Fact]
    public async Task A_provider_that_is_never_free_holds_nobody()
    {
        GraphHttpClient transport = Transport(new CallbackTokenSource(() => new("t")), out TokenManager tokens);
        Task<byte[]> call = ReadAsync(transport, new TokenTests.BusyPipeline());
        await tokens.EndAsync();
        await AssertDisconnectedAsync(call, 0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_ends_with_the_connection(bool isOwn)
    {
        RetryPolicy retry = new() { Random = () => 0, MaxRetry = isOwn ? 1 : 0 };
        GraphHttpClient transport = Transport(new StaticTokenSource("t"), out TokenManager tokens, retry);
        _graph = _ => RetryAfter(429, "200");
        Task<byte[]> call = ReadAsync(transport);
        if (!isOwn)
        {
            await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => call);
            call = ReadAsync(transport);
        }
        await _clock.PauseBegunAsync();
        await tokens.EndAsync();
        await AssertDisconnectedAsync(call, isOwn ? 1 : 0);
        Assert.Equal(1, Calls);
    }

    [Fact]
    public async Task What_is_on_its_way_may_end()
    {
        TaskCompletionSource<HttpResponseMessage> late = new();
        FakeService service = new((_, _) => late.Task);
        GraphConnection connection = TestConnection.To(service);
        Task<Workflow> call = ReadAsync(connection);
        await TestWait.UntilAsync(() => service.Requests.Count == 1);
        await connection.DisconnectAsync();
        late.SetResult(Ok("""{"id":"w"}"""));
        Assert.Equal("w", (await call).Id);
    }

    [Fact]
    public async Task Answers_that_still_gather_are_not_sent()
    {
        TaskCompletionSource<HttpResponseMessage> late = new();
        FakeService service = new((_, _) => late.Task);
        JumpingClock clock = new(held: BatchTests.Linger);
        GraphConnection connection = TestConnection.To(service, clock);
        TaskProcessingResults results = connection.Client.TaskProcessingResults;
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all =
        [
            .. Enumerable
                .Range(0, 21)
                .Select(number =>
                    results.ResumeAsync(
                        Path,
                        $"{number}",
                        new(OperationStatus.Completed, "s", "t", batches),
                        _notices,
                        Cancellation
                    )
                ),
        ];
        await TestWait.UntilAsync(() => service.Requests.Count == 1);
        await connection.DisconnectAsync();
        clock.LetGo();
        IEnumerable<string> parts = Enumerable.Range(0, 20).Select(part => $$"""{"id":"{{part}}","status":204}""");
        late.SetResult(Ok($$"""{"responses":[{{string.Join(',', parts)}}]}"""));
        ResumeResult[] settled = await Task.WhenAll(all);
        Assert.All(settled[..20], each => Assert.Equal(ResumeStatus.Resumed, each.Settlement));
        Assert.Equal((ResumeStatus.Failed, 0), (settled[20].Settlement, settled[20].Attempts));
        AssertDisconnected(settled[20].Failure!, 0);
        Assert.Single(service.Requests);
    }

    private static async Task AssertDisconnectedAsync(Task call, int attempts) =>
        AssertDisconnected(await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => call), attempts);

    private static void AssertDisconnected(LifecycleWorkflowsException error, int attempts)
    {
        Assert.Equal(
            (ErrorCondition.NotConnected, attempts, false),
            (error.Condition, error.Attempts, error.MayHaveSucceeded)
        );
        Assert.Contains("disconnected", error.Message, StringComparison.Ordinal);
        Assert.Contains("Connect-Lwf", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static string TokenAnswer(int number, bool isOfUser)
    {
        JsonObject answer = new()
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = 3600,
            ["access_token"] = $"token-{number}",
        };
        if (isOfUser)
        {
            string who = $$"""
                {"aud":"{{ClientId}}","iss":"https://login.microsoftonline.com/t/v2.0","sub":"s","oid":"o","tid":"t","exp":4e9}
                """;
            answer["refresh_token"] = "refresh";
            answer["id_token"] = $"{Base64Url("""{"alg":"none"}""")}.{Base64Url(who)}.s";
            answer["client_info"] = Base64Url("""{"uid":"o","utid":"t"}""");
            answer["scope"] = "https://graph.example/A.Read";
        }
        return answer.ToJsonString();
    }

    private static string Base64Url(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private ITokenSource Source(string kind)
    {
        SignInContext context = new(
            Cloud.Global,
            new("https://graph.example"),
            null,
            "contoso.com",
            _service,
            true,
            false
        );
        return kind switch
        {
            "given" => new StaticTokenSource("t"),
            "provider" => new CallbackTokenSource(() => new($"t{++_tokens}", DateTimeOffset.UtcNow)),
            "app" => new ApplicationSignIn(context, ClientId, new ClientSecret("secret")),
            "user" => new DeviceCodeSignIn(context, ClientId, ["A.Read"]),
            _ => new SlowSource(TimeProvider.System, slow: 0),
        };
    }

    private async Task<GraphConnection> ConnectAsync(ITokenSource source)
    {
        GraphConnection connection = GraphConnection.Create(
            new("Custom", new("https://graph.example"), null, null, "Test", ApiVersions.V1),
            source,
            _service,
            new() { Random = () => 0 }
        );
        await connection.SignInAsync(_notices, Cancellation);
        return connection;
    }

    private GraphHttpClient Transport(ITokenSource source, out TokenManager tokens, RetryPolicy? retry = null)
    {
        tokens = new(Root, source, _clock);
        return new(Root, tokens, _service, retry ?? new() { Random = () => 0 }, _clock);
    }

    private Task<Workflow> ReadAsync(GraphConnection connection) =>
        connection.Client.Workflows.GetAsync(
            Path,
            nameof(Workflow.WorkflowId),
            "w",
            ODataQuery.All,
            _notices,
            Cancellation
        );

    private Task<byte[]> ReadAsync(GraphHttpClient transport, IOperationHost? pipeline = null) =>
        transport.ReadAsync(
            new(GraphOperation.ReadWorkflows, Path, transport.Address(Path)),
            body => body.ToArray(),
            pipeline ?? _notices,
            Cancellation
        );
}
