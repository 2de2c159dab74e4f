using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using Microsoft.Identity.Client;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>The life of a connection's token, with a source and a clock of our own.</summary>
public sealed class TokenTests
{
    private static readonly Uri Address = new("https://graph.example/v1.0/x");

    private readonly Notices _pipeline = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_kept_until_shortly_before_it_ends()
    {
        SettableClock clock = new();
        Source source = new(clock, TimeSpan.FromHours(1));
        TokenManager tokens = Tokens(source, clock);
        Assert.Equal("token-1", await GetAsync(tokens));
        clock.Now += TimeSpan.FromMinutes(54);
        Assert.Equal("token-1", await GetAsync(tokens));
        clock.Now += TimeSpan.FromMinutes(2);
        Assert.Equal("token-2", await GetAsync(tokens));
        Assert.False(source.Requests[^1].Renew);
    }

    [Fact]
    public async Task A_token_of_short_life_is_renewed_at_half_of_it()
    {
        SettableClock clock = new();
        TokenManager tokens = Tokens(new Source(clock, TimeSpan.FromMinutes(2)), clock);
        Assert.Equal("token-1", await GetAsync(tokens));
        clock.Now += TimeSpan.FromSeconds(59);
        Assert.Equal("token-1", await GetAsync(tokens));
        clock.Now += TimeSpan.FromSeconds(2);
        Assert.Equal("token-2", await GetAsync(tokens));
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_used_to_its_end()
    {
        SettableClock clock = new();
        Source source = new(clock, TimeSpan.FromHours(1));
        TokenManager tokens = Tokens(source, clock);
        await GetAsync(tokens);
        source.Failure = Errors.SignInFailed("x", "y");
        clock.Now += TimeSpan.FromMinutes(56);
        Assert.Equal("token-1", await GetAsync(tokens));
        Assert.Equal("token-1", await GetAsync(tokens));
        Assert.Equal(2, source.Requests.Count);
        clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal(
            ErrorCondition.AuthenticationFailed,
            (await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => GetAsync(tokens))).Condition
        );
    }

    [Fact]
    public async Task All_who_wait_share_one_request()
    {
        Source source = new(TimeProvider.System, TimeSpan.FromHours(1)) { Delay = TimeSpan.FromMilliseconds(50) };
        TokenManager tokens = Tokens(source);
        string[] got = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => GetAsync(tokens)));
        Assert.All(got, token => Assert.Equal("token-1", token));
        AccessToken refused = await tokens.GetAsync(Address, _pipeline, Ct);
        AccessToken?[] other = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(_ => tokens.ReplaceAsync(refused, "{}", _pipeline, Ct))
        );
        Assert.All(other, token => Assert.Equal("token-2", token!.Text));
        Assert.Equal(2, source.Requests.Count);
        Assert.Equal((true, "{}"), (source.Requests[1].Renew, source.Requests[1].Claims));
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_others_along()
    {
        Source source = new(TimeProvider.System, TimeSpan.FromHours(1)) { Delay = TimeSpan.FromMilliseconds(100) };
        TokenManager tokens = Tokens(source);
        using CancellationTokenSource stop = new();
        Task<AccessToken> first = tokens.GetAsync(Address, _pipeline, stop.Token);
        Task<string> second = GetAsync(tokens);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("token-1", await second);
        Assert.Single(source.Requests);
    }

    [Fact]
    public async Task A_refused_token_that_a_renewal_under_way_gives_again_is_replaced_all_the_same()
    {
        SettableClock clock = new();
        Source source = new(clock, TimeSpan.FromHours(1)) { Delay = TimeSpan.FromMilliseconds(100) };
        TokenManager tokens = Tokens(source, clock);
        AccessToken refused = await tokens.GetAsync(Address, _pipeline, Ct);
        clock.Now += TimeSpan.FromMinutes(56);
        source.Failure = Errors.SignInFailed("x", "y");
        Task<string> plain = GetAsync(tokens);
        Task<AccessToken?> other = tokens.ReplaceAsync(refused, "{}", _pipeline, Ct);
        Assert.Equal("token-1", await plain);
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => other);
        Assert.Equal(
            [(false, null), (false, null), (true, "{}")],
            source.Requests.Select(request => (request.Renew, request.Claims))
        );
    }

    [Fact]
    public async Task A_given_token_has_no_other()
    {
        TokenManager tokens = Tokens(new StaticTokenSource("t"));
        AccessToken token = await tokens.GetAsync(Address, _pipeline, Ct);
        Assert.Null(await tokens.ReplaceAsync(token, null, _pipeline, Ct));
    }

    [Fact]
    public async Task A_token_is_not_given_for_another_place() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Tokens(new StaticTokenSource("t")).GetAsync(new("https://evil.example/"), _pipeline, Ct)
        );

    [Fact]
    public async Task Work_for_a_pipeline_is_done_once_by_the_first_that_is_free()
    {
        int times = 0;
        TokenManager tokens = Tokens(new CallbackTokenSource(() => new($"token-{++times}")));
        Task<AccessToken> asked = tokens.GetAsync(Address, new BusyPipeline(), Ct);
        Assert.Equal("token-1", await GetAsync(tokens));
        Assert.Equal("token-1", (await asked).Text);
        Assert.Equal(1, times);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_with_what_the_service_demands()
    {
        Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        FakeService service = new(() => Challenge(), () => FakeService.Ok("""{"value":[{"id":"1"}]}"""));
        List<string> ids = [];
        await foreach (
            Workflow workflow in Client(source, service)
                .Workflows.ListAsync(new(ApiVersions.V1, ResourceKey.None, "w"), ODataQuery.All, _pipeline, Ct)
        )
            ids.Add(workflow.Id);
        Assert.Equal(["1"], ids);
        Assert.Equal(
            ["token-1", "token-2"],
            service.Requests.Select(request => request.Headers.Authorization!.Parameter)
        );
        Assert.Equal("""{"access_token":{"nbf":{"essential":true}}}""", source.Requests[^1].Claims);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_AuthenticationFailed()
    {
        Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        FakeService service = new(() => Challenge());
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            Client(source, service)
                .Workflows.GetAsync(
                    new(ApiVersions.V1, ResourceKey.None, "w"),
                    "WorkflowId",
                    "1",
                    ODataQuery.All,
                    _pipeline,
                    Ct
                )
        );
        Assert.Equal(
            (ErrorCondition.AuthenticationFailed, 2, 2),
            (error.Condition, service.Requests.Count, source.Requests.Count)
        );
    }

    [Theory]
    [InlineData("""{"scp":"openid A.Read B.Read","exp":1800000000}""", "Delegated", "A.Read B.Read")]
    [InlineData("""{"roles":["A.Read","B.Read"],"exp":1800000000}""", "Application", "A.Read B.Read")]
    [InlineData("""{"aud":"x"}""", "Application", "")]
    [InlineData("""{"scp":5}""", "Unknown", "")]
    [InlineData("no json", "Unknown", "")]
    public void A_token_tells_its_kind_and_permissions(string payload, string kind, string permissions)
    {
        string part = Convert
            .ToBase64String(Encoding.UTF8.GetBytes(payload))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');
        TokenClaims claims = TokenClaims.Of($"h.{part}.s");
        Assert.Equal((kind, permissions), (claims.Kind, string.Join(' ', claims.Permissions)));
    }

    [Fact]
    public void An_opaque_token_tells_nothing() => Assert.False(TokenClaims.Of("opaque").IsReadable);

    [Fact]
    public void A_failure_of_MSAL_is_named_without_its_text()
    {
        LifecycleWorkflowsException failure = MsalErrors.Explain(
            new MsalServiceException("invalid_client", "AADSTS7000222: canary expired"),
            new FakeService(() => FakeService.Ok("{}")),
            new("https://login.example")
        )!;
        Assert.Equal((ErrorCondition.AuthenticationFailed, "invalid_client"), (failure.Condition, failure.Code));
        Assert.Contains("AADSTS7000222", failure.Message, StringComparison.Ordinal);
        Assert.Contains("expired", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_failure_of_signing_in_passes() =>
        Assert.Null(
            MsalErrors.Explain(
                new InvalidOperationException(),
                new FakeService(() => FakeService.Ok("{}")),
                new("https://login.example")
            )
        );

    [Fact]
    public void A_token_does_not_show_itself()
    {
        Assert.DoesNotContain("canary", new AccessToken("canary").ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", new ClientSecret("canary").ToString(), StringComparison.Ordinal);
    }

    internal static HttpResponseMessage Challenge()
    {
        HttpResponseMessage response = FakeService.Status(401);
        string claims = Convert.ToBase64String("""{"access_token":{"nbf":{"essential":true}}}"""u8);
        response.Headers.TryAddWithoutValidation(
            "WWW-Authenticate",
            $"Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\""
        );
        return response;
    }

    private static LifecycleWorkflowsClient Client(ITokenSource source, FakeService service) =>
        GraphConnection
            .Create(new("Custom", new("https://graph.example"), null, null, "Test", ApiVersions.V1), source, service)
            .Client;

    private static TokenManager Tokens(ITokenSource source, TimeProvider? clock = null) =>
        new(ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"), source, clock);

    private async Task<string> GetAsync(TokenManager tokens) => (await tokens.GetAsync(Address, _pipeline, Ct)).Text;

    private sealed class SettableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    internal sealed class Source(TimeProvider clock, TimeSpan life) : ITokenSource
    {
        public List<TokenRequest> Requests { get; } = [];

        public LifecycleWorkflowsException? Failure { get; set; }

        public TimeSpan Delay { get; init; }

        public async Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken)
        {
            Requests.Add(request);
            await Task.Delay(Delay, cancellationToken);
            return Failure is null
                ? new($"token-{Requests.Count}", clock.GetUtcNow() + life, now: clock.GetUtcNow())
                : throw Failure;
        }
    }

    /// <summary>A pipeline that is busy with something else, and stays so.</summary>
    internal sealed class BusyPipeline : IOperationHost
    {
        public bool IsVerboseEnabled => false;

        public bool IsDebugEnabled => false;

        public void Verbose(string text) { }

        public void Debug(string text) { }

        public void Warning(string text) { }

        public void Tell(string text) { }

        public void Progress(ProgressReport progress) { }

        public void RunOnPipelineThread(Action work) { }
    }
}
