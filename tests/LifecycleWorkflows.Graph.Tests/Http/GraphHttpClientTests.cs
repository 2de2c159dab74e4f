using System.Net;
using System.Text;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Diagnostics;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class GraphHttpClientTests
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromHours(2);

    private static readonly ResourcePath Path = new(
        ApiVersions.V1,
        ResourceKey.None,
        "identityGovernance/lifecycleWorkflows/workflows"
    );

    private readonly EagerClock _clock = new(AttemptTimeout);
    private readonly Notices _notices = new();

    [Theory]
    [InlineData(400, nameof(ErrorCondition.InvalidRequest))]
    [InlineData(422, nameof(ErrorCondition.InvalidRequest))]
    [InlineData(401, nameof(ErrorCondition.AuthenticationFailed))]
    [InlineData(403, nameof(ErrorCondition.PermissionDenied))]
    [InlineData(404, nameof(ErrorCondition.NotFound))]
    [InlineData(410, nameof(ErrorCondition.NotFound))]
    [InlineData(409, nameof(ErrorCondition.Conflict))]
    [InlineData(412, nameof(ErrorCondition.Conflict))]
    [InlineData(423, nameof(ErrorCondition.Conflict))]
    [InlineData(405, nameof(ErrorCondition.NotSupportedByService))]
    [InlineData(501, nameof(ErrorCondition.NotSupportedByService))]
    [InlineData(408, nameof(ErrorCondition.RequestTimeout))]
    [InlineData(504, nameof(ErrorCondition.RequestTimeout))]
    [InlineData(429, nameof(ErrorCondition.Throttled))]
    [InlineData(500, nameof(ErrorCondition.ServiceUnavailable))]
    [InlineData(502, nameof(ErrorCondition.ServiceUnavailable))]
    [InlineData(503, nameof(ErrorCondition.ServiceUnavailable))]
    [InlineData(302, nameof(ErrorCondition.UnsafeLink))]
    public async Task A_status_becomes_its_named_condition(int status, string condition)
    {
        FakeService service = new(() => Refusal(status, "SomeCode", "Adele Vance"));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service)
        );
        Assert.Equal(condition, error.Condition.ToString());
        Assert.NotEmpty(error.RecommendedAction);
        Assert.DoesNotContain("Adele", error.ToString(), StringComparison.Ordinal);
        if (status >= 400)
            Assert.Equal((status, "SomeCode", "req-1"), (error.StatusCode, error.Code, error.RequestId));
        Assert.Equal(service.Requests[0].Headers.GetValues("client-request-id").Single(), error.ClientRequestId);
    }

    [Fact]
    public async Task What_stands_in_place_of_a_code_but_is_text_is_not_shown()
    {
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(new(() => Refusal(400, "Adele Vance has no mailbox")))
        );
        Assert.Null(error.Code);
        Assert.DoesNotContain("Adele", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_read_is_repeated_after_a_passing_failure(int status)
    {
        FakeService service = new(() => Status(status), () => Status(status), () => Ok("""{"id":"1"}"""));
        Assert.Equal("""{"id":"1"}""", await ReadAsync(service));
        Assert.Equal(3, service.Requests.Count);
        Assert.Single(
            service.Requests.Select(request => request.Headers.GetValues("client-request-id").Single()).Distinct()
        );
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(501)]
    public async Task A_read_is_not_repeated_after_a_lasting_one(int status)
    {
        FakeService service = new(() => Status(status));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => ReadAsync(service));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(
        "?$top=5&$filter=processingStatus%20eq%20%27inProgress%27",
        "?$top=5&$filter=processingStatus eq 'inProgress'"
    )]
    [InlineData(
        "?$filter=displayName%20eq%20%27Adele%27%27s%20%26%20co%27%20or%20x%20eq%20%27Adele",
        "?$filter=displayName eq … or … eq …"
    )]
    [InlineData(
        "?$filter=displayName%20eq%20%22Adele%20Vance%22%20and%20createdDateTime%20ge%202026-11-22T08:00:00Z",
        "?$filter=displayName eq … and createdDateTime ge 2026-11-22T08:00:00Z"
    )]
    [InlineData("?$orderby=Adele%20Vance%20desc", "?$orderby=… … desc")]
    [InlineData("?$skiptoken=Adele&$search=%22Adele%22&$select=id", "?…=…&…=…&$select=id")]
    public void A_query_is_shown_without_values_that_can_be_names(string query, string shown) =>
        Assert.Equal(shown, RedactedQuery.Of(new("https://graph.example/x" + query)));

    [Fact]
    public async Task Retries_end_after_MaxRetry()
    {
        FakeService service = new(() => Status(503));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service, new() { MaxRetry = 2, AttemptTimeout = AttemptTimeout })
        );
        Assert.Equal((3, 3), (service.Requests.Count, error.Attempts));
    }

    [Fact]
    public async Task Retries_end_when_the_next_pause_would_go_beyond_RetryTimeout()
    {
        FakeService service = new(() => RetryAfter(429, "40"));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service, new() { RetryTimeout = TimeSpan.FromSeconds(100), AttemptTimeout = AttemptTimeout })
        );
        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Sun, 22 Nov 2026 08:00:30 GMT", 30)]
    [InlineData("Sun, 22 Nov 2020 08:00:30 GMT", 0)]
    public async Task Both_forms_of_RetryAfter_are_obeyed(string value, int seconds)
    {
        FakeService service = new(() => RetryAfter(503, value), () => Ok("{}"));
        await ReadAsync(service);
        Assert.Equal(
            TimeSpan.FromSeconds(seconds),
            _clock.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause)
        );
    }

    [Fact]
    public async Task Without_RetryAfter_pauses_grow_with_full_jitter()
    {
        FakeService service = new(() => Status(500));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(
                service,
                new()
                {
                    MaxRetry = 4,
                    Random = () => 0.5,
                    AttemptTimeout = AttemptTimeout,
                }
            )
        );
        Assert.Equal([0.5, 1, 2, 4], _clock.Pauses.Select(pause => pause.TotalSeconds));
    }

    [Fact]
    public async Task A_long_pause_is_a_warning_and_a_short_one_verbose()
    {
        await ReadAsync(new(() => RetryAfter(503, "9"), () => Ok("{}")));
        Assert.Empty(_notices.Warnings);
        Assert.Contains(
            _notices.Verbosities,
            text => text.EndsWith("ServiceUnavailable; attempt 2 in 9 s.", StringComparison.Ordinal)
        );
        await ReadAsync(new(() => RetryAfter(429, "10"), () => Ok("{}")));
        Assert.EndsWith("Throttled; attempt 2 in 10 s.", Assert.Single(_notices.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_change_whose_outcome_is_unknown_is_not_repeated(int status)
    {
        FakeService service = new(() => Status(status));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeAsync(service)
        );
        Assert.True(error.MayHaveSucceeded);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_change_that_was_surely_not_made_is_repeated()
    {
        FakeService service = new(
            () => Status(429),
            () => RetryAfter(503, "1"),
            () => throw new HttpRequestException(HttpRequestError.ConnectionError),
            () => Status(204)
        );
        Assert.Equal(4, (await ChangeAsync(service)).Attempts);
        Assert.All(service.Requests, request => Assert.Equal("{}", request.Body));
    }

    [Fact]
    public async Task A_change_whose_connection_was_lost_is_not_repeated()
    {
        FakeService service = new(() => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeAsync(service)
        );
        Assert.Equal(
            (ErrorCondition.ConnectionFailed, true, 1),
            (error.Condition, error.MayHaveSucceeded, service.Requests.Count)
        );
    }

    [Theory]
    [InlineData("<html>sign in</html>", "text/html", 1)]
    [InlineData("""{"id":""", "application/json", 3)]
    [InlineData("", "application/json", 3)]
    public async Task A_success_that_cannot_be_read_is_UnreadableResponse(string body, string type, int requests)
    {
        FakeService service = new(() =>
            new HttpResponseMessage { Content = new StringContent(body, Encoding.UTF8, type) }
        );
        GraphHttpClient transport = Transport(service, new() { MaxRetry = 2, AttemptTimeout = AttemptTimeout });
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            transport.ReadAsync(
                Request(transport),
                body => Page<Run>.Read(body, JsonMaps.Run, 1),
                _notices,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal((ErrorCondition.UnreadableResponse, requests), (error.Condition, service.Requests.Count));
    }

    [Theory]
    [InlineData(nameof(IOException), nameof(ErrorCondition.UnreadableResponse), 2)]
    [InlineData(nameof(HttpRequestError.ResponseEnded), nameof(ErrorCondition.UnreadableResponse), 2)]
    [InlineData(nameof(HttpRequestError.Unknown), nameof(ErrorCondition.UnreadableResponse), 2)]
    [InlineData(nameof(HttpRequestError.InvalidResponse), nameof(ErrorCondition.ConnectionFailed), 2)]
    [InlineData(nameof(InvalidDataException), nameof(ErrorCondition.ConnectionFailed), 2)]
    [InlineData(nameof(FormatException), nameof(ErrorCondition.UnreadableResponse), 1)]
    [InlineData(nameof(InvalidOperationException), nameof(ErrorCondition.UnreadableResponse), 1)]
    public async Task A_body_that_breaks_off_is_read_again(string exception, string condition, int requests)
    {
        FakeService recovering = new(() => Breaking(200, exception), () => Ok("{}"));
        FakeService breaking = new(() => Breaking(200, exception));
        if (requests > 1)
            Assert.Equal("{}", await ReadAsync(recovering));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(
                breaking,
                new()
                {
                    MaxRetry = 1,
                    Random = () => 0,
                    AttemptTimeout = AttemptTimeout,
                }
            )
        );
        Assert.Equal((condition, requests), (error.Condition.ToString(), breaking.Requests.Count));
    }

    [Theory]
    [InlineData(nameof(IOException))]
    [InlineData(nameof(HttpRequestError.ResponseEnded))]
    public async Task A_refusal_whose_body_breaks_off_is_that_refusal(string exception)
    {
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(new(() => Breaking(403, exception)))
        );
        Assert.Equal(
            (ErrorCondition.PermissionDenied, 403, "req-1", null),
            (error.Condition, error.StatusCode, error.RequestId, error.Code)
        );
    }

    [Fact]
    public async Task A_text_that_is_not_UTF8_is_read_again_and_not_shown()
    {
        FakeService service = new(() => Json(new ByteArrayContent([(byte)'"', 0xC3, (byte)'"'])), () => Ok("{}"));
        Assert.Equal("{}", await ReadAsync(service));
    }

    [Fact]
    public async Task No_answer_in_time_is_RequestTimeout()
    {
        using GraphHttpClient transport = new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            Tokens("t"),
            new Silence(),
            new() { MaxRetry = 0, AttemptTimeout = TimeSpan.FromMilliseconds(50) }
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            transport.ReadAsync(Request(transport), body => 0, _notices, TestContext.Current.CancellationToken)
        );
        Assert.Equal(ErrorCondition.RequestTimeout, error.Condition);
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("http://graph.example/x")]
    [InlineData("https://graph.example:8443/x")]
    public async Task A_redirect_elsewhere_is_not_followed(string location)
    {
        FakeService service = new(() => Redirect(location));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service)
        );
        Assert.Equal(ErrorCondition.UnsafeLink, error.Condition);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_redirect_within_the_endpoint_is_followed_with_the_token()
    {
        FakeService service = new(() => Redirect("https://graph.example/v1.0/other"), () => Ok("{}"));
        await ReadAsync(service);
        Assert.Equal("/v1.0/other", service.Requests[1].Uri.AbsolutePath);
        Assert.Equal("Bearer t", service.Requests[1].Headers.Authorization!.ToString());
    }

    [Fact]
    public async Task Redirects_in_a_circle_end()
    {
        FakeService service = new(() => Redirect("https://graph.example/v1.0/other"));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service)
        );
        Assert.Equal((ErrorCondition.UnsafeLink, 6), (error.Condition, service.Requests.Count));
    }

    [Fact]
    public async Task A_change_is_never_redirected()
    {
        FakeService service = new(() => Redirect("https://graph.example/v1.0/other"), () => Status(204));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeAsync(service)
        );
        Assert.Equal((ErrorCondition.UnsafeLink, 1), (error.Condition, service.Requests.Count));
    }

    [Fact]
    public async Task A_handler_that_gives_up_by_itself_counts_as_no_answer()
    {
        FakeService service = new(() => throw new TaskCanceledException(), () => Ok("{}"));
        await ReadAsync(service);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Requests_say_who_they_are_and_what_they_take()
    {
        FakeService service = new(() => Ok("{}"));
        await ReadAsync(service);
        SentRequest request = Assert.Single(service.Requests);
        Assert.Equal(
            "https://graph.example/v1.0/identityGovernance/lifecycleWorkflows/workflows",
            request.Uri.AbsoluteUri
        );
        Assert.Equal("Bearer t", request.Headers.Authorization!.ToString());
        Assert.Equal("application/json", request.Headers.Accept.ToString());
        Assert.Equal("include-unknown-enum-members", request.Headers.GetValues("Prefer").Single());
        Assert.Contains(
            "LifecycleWorkflows",
            string.Join(' ', request.Headers.GetValues("SdkVersion")),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("http://graph.example")]
    [InlineData("ftp://localhost")]
    [InlineData("https://user@graph.example")]
    [InlineData("https://graph.example?x=1")]
    [InlineData("https://graph.example#x")]
    [InlineData("https://graph.example/v1.0")]
    [InlineData("https://graph.example/beta/")]
    [InlineData("graph.example")]
    public void An_endpoint_that_is_not_safe_is_refused_by_name(string endpoint)
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            ServiceRoot.Of(new Uri(endpoint, UriKind.RelativeOrAbsolute), "GraphEndpoint")
        );
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-GraphEndpoint", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://graph.microsoft.com")]
    [InlineData("https://gateway.example/graph/")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    public void An_endpoint_may_be_https_or_loopback(string endpoint) =>
        Assert.Equal(
            endpoint.TrimEnd('/') + "/v1.0/x",
            ServiceRoot
                .Of(new(endpoint), "GraphEndpoint")
                .Address(new(ApiVersions.V1, ResourceKey.None, "x"), "")
                .AbsoluteUri
        );

    [Fact]
    public async Task The_handler_is_never_disposed()
    {
        FakeService service = new(() => Ok("{}"));
        GraphHttpClient transport = Transport(service);
        await ReadThroughAsync(transport);
        transport.Dispose();
        Assert.False(service.IsDisposed);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_throttled_request_makes_the_others_wait_a_little_longer_and_says_so(int status)
    {
        FakeService service = new(() => RetryAfter(status, "30"), () => Ok("{}"));
        GraphHttpClient transport = Transport(
            service,
            new()
            {
                MaxRetry = 0,
                Random = () => 0.5,
                AttemptTimeout = AttemptTimeout,
            }
        );
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => ReadThroughAsync(transport));
        await ReadThroughAsync(transport);
        Assert.Equal([30.125], _clock.Pauses.Select(pause => pause.TotalSeconds));
        Assert.Contains("throttles", Assert.Single(_notices.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, false)]
    public async Task What_is_throttled_without_RetryAfter_holds_the_others_for_its_own_pause(int status, bool holds)
    {
        using StandingClock clock = new();
        FakeService service = new(() => Status(status), () => Ok("{}"));
        GraphHttpClient transport = Transport(service, new() { Random = () => 1 }, clock);
        Task<string> first = ReadThroughAsync(transport);
        await clock.PauseBegunAsync();
        Task<string> second = ReadThroughAsync(transport);
        if (holds)
            await clock.PauseBegunAsync();
        else
            await second;
        Assert.Equal(holds ? 1 : 2, service.Requests.Count);
        clock.Move(2);
        await Task.WhenAll(first, second);
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task What_waits_with_the_others_again_and_again_is_sent_in_the_end()
    {
        using StandingClock clock = new();
        TaskCompletionSource<HttpResponseMessage> late = new();
        TaskCompletionSource isAsked = new();
        FakeService service = new(
            (_, number) =>
            {
                isAsked.TrySetResult();
                return number == 1 ? late.Task : Task.FromResult(number == 2 ? RetryAfter(429, "200") : Ok("{}"));
            }
        );
        GraphHttpClient transport = Transport(
            service,
            new()
            {
                MaxRetry = 0,
                Random = () => 0,
                RetryTimeout = TimeSpan.FromSeconds(300),
            },
            clock
        );
        Task<string> early = ReadThroughAsync(transport);
        await isAsked.Task;
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => ReadThroughAsync(transport));
        Task<string> waiting = ReadThroughAsync(transport);
        await clock.PauseBegunAsync();
        late.SetResult(RetryAfter(429, "400"));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => early);
        clock.Move(200);
        await clock.PauseBegunAsync();
        Assert.Equal(2, service.Requests.Count);
        clock.Move(200);
        Assert.Equal("{}", await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(3000)]
    public async Task A_call_waits_with_the_others_however_long_that_takes(int seconds)
    {
        FakeService service = new(() => RetryAfter(429, $"{seconds}"), () => Ok("{}"));
        RetryPolicy retry = new()
        {
            MaxRetry = 0,
            Random = () => 0,
            AttemptTimeout = AttemptTimeout,
        };
        GraphHttpClient transport = Transport(service, retry);
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => ReadThroughAsync(transport));
        await ReadThroughAsync(transport);
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData(30, 270, 2)]
    [InlineData(30, 271, 1)]
    public async Task A_call_that_waits_with_the_others_may_last_as_long_as_any(int first, int second, int requests)
    {
        FakeService service = new(
            () => RetryAfter(429, $"{first}"),
            () => RetryAfter(429, $"{second}"),
            () => Ok("{}")
        );
        GraphHttpClient transport = Transport(service);
        Task<string> call = ReadThroughAsync(transport);
        if (requests == 1)
            Assert.Equal(2, (await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => call)).Attempts);
        else
            await call;
        Assert.Equal(requests + 1, service.Requests.Count);
    }

    [Fact]
    public void A_gate_stays_closed_for_an_hour_at_most_and_never_opens_earlier_than_it_was_told()
    {
        using StandingClock clock = new();
        ThrottleGate gate = new(clock);
        Assert.Equal(TimeSpan.Zero, gate.Remaining);
        gate.Close(TimeSpan.FromMinutes(5));
        gate.Close(TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(5), gate.Remaining);
        gate.Close(TimeSpan.FromDays(1));
        Assert.Equal(TimeSpan.FromHours(1), gate.Remaining);
        clock.Move(600);
        Assert.Equal(TimeSpan.FromMinutes(50), gate.Remaining);
        gate.Close(TimeSpan.FromMinutes(55));
        Assert.Equal(TimeSpan.FromMinutes(55), gate.Remaining);
        clock.Move(7200);
        Assert.True(gate.Remaining < TimeSpan.Zero);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_that_another_call_made_necessary_counts_against_no_limit(bool isRead)
    {
        FakeService service = new(
            () => RetryAfter(429, "600"),
            () => RetryAfter(429, "300"),
            () => isRead ? Ok("{}") : Status(204)
        );
        GraphHttpClient transport = Transport(service);
        LifecycleWorkflowsException first = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadThroughAsync(transport)
        );
        Assert.Equal((ErrorCondition.Throttled, 1), (first.Condition, first.Attempts));
        if (isRead)
            await ReadThroughAsync(transport);
        else
            Assert.Equal(2, (await ChangeThroughAsync(transport)).Attempts);
        Assert.Equal([600, 300], _clock.Pauses.Select(pause => pause.TotalSeconds));
    }

    [Theory]
    [InlineData(1, "300")]
    [InlineData(2, "200", "100")]
    public async Task A_token_that_is_long_in_coming_counts_against_no_limit(int slow, params string[] pauses)
    {
        using StandingClock clock = new();
        SlowSource source = new(clock, slow);
        FakeService service = new([
            .. pauses.Select(pause => (Func<HttpResponseMessage>)(() => RetryAfter(429, pause))),
            () => Status(204),
        ]);
        Task<GraphResponse<object>> call = ChangeThroughAsync(
            Transport(service, new() { Random = () => 0 }, clock, source)
        );
        for (int attempt = 1; attempt <= pauses.Length + 1; attempt++)
        {
            if (attempt == slow)
            {
                await source.AskedAsync();
                Assert.Equal((slow - 1, slow - 1), (service.Requests.Count, clock.Limits));
                clock.Move(3000);
                source.Give();
            }
            if (attempt <= pauses.Length)
            {
                await clock.PauseBegunAsync();
                clock.Move(int.Parse(pauses[attempt - 1], null));
            }
        }
        Assert.Equal(pauses.Length + 1, (await call).Attempts);
    }

    [Fact]
    public async Task The_pause_that_begins_while_a_token_is_waited_for_holds_as_well()
    {
        using StandingClock clock = new();
        SlowSource source = new(clock, slow: 2);
        TaskCompletionSource<HttpResponseMessage> late = new();
        FakeService service = new((_, number) => number == 1 ? late.Task : Task.FromResult(Ok("{}")));
        GraphHttpClient transport = Transport(service, new() { Random = () => 0, MaxRetry = 0 }, clock, source);
        Task<string> early = ReadThroughAsync(transport);
        await TestWait.UntilAsync(() => service.Requests.Count == 1);
        clock.Move(3600);
        Task<string> waiting = ReadThroughAsync(transport);
        await source.AskedAsync();
        late.SetResult(RetryAfter(429, "60"));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => early);
        source.Give();
        await clock.PauseBegunAsync();
        Assert.Single(service.Requests);
        clock.Move(60);
        Assert.Equal("{}", await waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_fails_for_want_of_a_token_never_left(bool isFirst)
    {
        LifecycleWorkflowsException failure = Errors.SignInFailed("x", "y");
        FailingSource source = new(isFirst ? 1 : 2, () => throw failure);
        FakeService service = new(() => Status(401));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeThroughAsync(Transport(service, source: source))
        );
        Assert.Same(failure, error);
        int left = isFirst ? 0 : 1;
        Assert.Equal((false, left, left), (error.MayHaveSucceeded, error.Attempts, service.Requests.Count));
    }

    [Fact]
    public async Task Whatever_a_source_throws_is_a_failure_of_signing_in()
    {
        FailingSource source = new(1, () => throw new InvalidOperationException("Adele"));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeThroughAsync(Transport(new(() => Status(204)), source: source))
        );
        Assert.Equal(
            (ErrorCondition.AuthenticationFailed, false, 0),
            (error.Condition, error.MayHaveSucceeded, error.Attempts)
        );
        Assert.DoesNotContain("Adele", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_service_that_fails_for_a_while_is_asked_again_and_costs_no_attempt()
    {
        LifecycleWorkflowsException passing = new(ErrorCondition.ServiceUnavailable, "", "") { IsTransient = true };
        FailingSource source = new(1, () => throw passing);
        FakeService service = new(() => Status(204));
        Assert.Equal(1, (await ChangeThroughAsync(Transport(service, source: source))).Attempts);
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(200, "application/json")]
    [InlineData(200, "text/plain")]
    [InlineData(201, "application/json")]
    [InlineData(202, null)]
    [InlineData(203, null)]
    [InlineData(204, null)]
    [InlineData(206, "application/octet-stream")]
    [InlineData(299, null)]
    public async Task Any_success_of_an_action_is_its_acceptance(int status, string? type)
    {
        HttpResponseMessage response = Status(status);
        if (type is not null)
            response.Content = new StringContent("{", Encoding.UTF8, type);
        FakeService service = new(() => response);
        Assert.Equal(1, (await ChangeAsync(service)).Attempts);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(203)]
    public async Task A_web_page_is_nobody_s_acceptance(int status)
    {
        FakeService service = new(() =>
            new((HttpStatusCode)status)
            {
                Content = new StringContent("<html>sign in</html>", Encoding.UTF8, "text/html"),
            }
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeAsync(service)
        );
        Assert.Equal(
            (ErrorCondition.UnreadableResponse, true, 1),
            (error.Condition, error.MayHaveSucceeded, service.Requests.Count)
        );
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_is_stopped_tells_whether_it_left(bool leaves)
    {
        using CancellationTokenSource stop = new();
        SlowSource source = new(TimeProvider.System, leaves ? 2 : 1);
        FakeService service = new((_, _) => new TaskCompletionSource<HttpResponseMessage>().Task);
        GraphHttpClient transport = Transport(service, source: source);
        Task<GraphResponse<object>> call = transport.ChangeAsync<object>(
            Request(transport, "{}"u8.ToArray()),
            null,
            _notices,
            stop.Token
        );
        if (leaves)
            await TestWait.UntilAsync(() => service.Requests.Count == 1);
        else
            await source.AskedAsync();
        await stop.CancelAsync();
        Assert.Equal(leaves ? 1 : 0, (await Assert.ThrowsAsync<CallCanceledException>(() => call)).Attempts);
    }

    [Theory]
    [InlineData(nameof(ObjectDisposedException))]
    [InlineData(nameof(IOException))]
    [InlineData(nameof(InvalidDataException))]
    [InlineData(nameof(InvalidOperationException))]
    public async Task Whatever_a_handler_throws_becomes_a_named_error_without_its_text(string exception)
    {
        FakeService service = new(() =>
            throw exception switch
            {
                nameof(ObjectDisposedException) => new ObjectDisposedException("Adele"),
                nameof(IOException) => new IOException("Adele"),
                nameof(InvalidDataException) => new InvalidDataException("Adele"),
                _ => new InvalidOperationException("Adele"),
            }
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ChangeAsync(service)
        );
        Assert.Equal((ErrorCondition.ConnectionFailed, true), (error.Condition, error.MayHaveSucceeded));
        Assert.DoesNotContain("Adele", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_follows_redirects_by_itself_is_refused()
    {
        using SocketsHttpHandler following = new();
        using HttpClientHandler inner = new();
        using SocketsHttpHandler safe = new() { AllowAutoRedirect = false };
        using Wrapper wrapper = new() { InnerHandler = inner };
        foreach (HttpMessageHandler handler in (HttpMessageHandler[])[following, wrapper])
            Assert.Equal(
                ErrorCondition.InvalidRequest,
                Assert
                    .Throws<LifecycleWorkflowsException>(() =>
                        HttpHandlers.RequireNoRedirects(handler, "HttpMessageHandler")
                    )
                    .Condition
            );
        HttpHandlers.RequireNoRedirects(safe, "HttpMessageHandler");
        HttpHandlers.RequireNoRedirects(new FakeService(() => Ok("{}")), "HttpMessageHandler");
    }

    [Fact]
    public async Task A_redirect_to_nowhere_is_unsafe_too()
    {
        FakeService service = new(() =>
        {
            HttpResponseMessage response = Status(302);
            response.Headers.TryAddWithoutValidation("Location", "//");
            return response;
        });
        Assert.Equal(
            ErrorCondition.UnsafeLink,
            (await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => ReadAsync(service))).Condition
        );
    }

    /// <summary>A transport whose jitter is always the same.</summary>
    internal static GraphHttpClient TransportWith(FakeService service, double random, TimeProvider clock)
    {
        ServiceRoot root = ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint");
        return new(root, Tokens("t"), service, new() { Random = () => random }, clock);
    }

    internal static TokenManager Tokens(string token) =>
        new(ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"), new StaticTokenSource(token));

    private static HttpResponseMessage Redirect(string location)
    {
        HttpResponseMessage response = Status((int)HttpStatusCode.TemporaryRedirect);
        response.Headers.Location = new(location);
        return response;
    }

    private static GraphRequest Request(GraphHttpClient transport, byte[]? body = null) =>
        new(GraphOperation.ReadWorkflows, Path, transport.Address(Path), body);

    [Fact]
    public void However_often_something_failed_the_pause_is_a_minute_at_most()
    {
        RetryPolicy retry = new()
        {
            MaxRetry = 1000,
            RetryTimeout = TimeSpan.FromDays(1),
            Random = () => 1,
        };
        LifecycleWorkflowsException failure = new(ErrorCondition.ServiceUnavailable, "", "") { IsTransient = true };
        Assert.Equal(
            [1, 2, 4, 8, 16, 32, 60, 60],
            Enumerable
                .Range(1, 8)
                .Select(attempts => retry.GetDelay(failure, true, attempts, TimeSpan.Zero)!.Value.TotalSeconds)
        );
        Assert.Equal(60, retry.GetDelay(failure, true, 1000, TimeSpan.Zero)!.Value.TotalSeconds);
        Assert.Null(retry.GetDelay(failure, true, 1001, TimeSpan.Zero));
    }

    [Fact]
    public void A_call_lasts_five_minutes_with_five_retries_at_most_unless_it_is_told_otherwise()
    {
        RetryPolicy retry = new();
        Assert.Equal(
            (5, 300, 100),
            (retry.MaxRetry, retry.RetryTimeout.TotalSeconds, retry.AttemptTimeout.TotalSeconds)
        );
    }

    [Theory]
    [InlineData(299, true)]
    [InlineData(300, false)]
    public void A_pause_may_end_with_the_time_and_not_behind_it(int elapsed, bool isAny)
    {
        LifecycleWorkflowsException failure = new(ErrorCondition.ServiceUnavailable, "", "") { IsTransient = true };
        Assert.Equal(
            isAny,
            new RetryPolicy { Random = () => 1 }.GetDelay(failure, true, 1, TimeSpan.FromSeconds(elapsed)) is not null
        );
    }

    [Fact]
    public void The_longer_one_of_the_usual_pause_and_RetryAfter_counts()
    {
        LifecycleWorkflowsException failure = new(ErrorCondition.Throttled, "", "")
        {
            IsTransient = true,
            RetryAfter = TimeSpan.FromSeconds(3),
        };
        RetryPolicy retry = new() { Random = () => 1 };
        Assert.Equal(
            [3, 3, 4],
            Enumerable
                .Range(1, 3)
                .Select(attempts => retry.GetDelay(failure, false, attempts, TimeSpan.Zero)!.Value.TotalSeconds)
        );
        Assert.Equal(0.25, retry.Jitter.TotalSeconds);
    }

    [Theory]
    [InlineData(0, 1, 0, 0.5)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(0.5, 3, 0, 3)]
    [InlineData(1, 10, 0, 60)]
    [InlineData(1, 3, 99, 1)]
    [InlineData(1, 3, 100, 0)]
    [InlineData(1, 3, 101, 0)]
    public void The_pause_before_a_look_grows_and_ends_with_the_window(
        double random,
        int looks,
        int elapsed,
        double pause
    )
    {
        RetryPolicy retry = new() { Random = () => random, SettleTimeout = TimeSpan.FromSeconds(100) };
        Assert.Equal(pause, retry.PauseBeforeLook(looks, TimeSpan.FromSeconds(elapsed)).TotalSeconds);
    }

    private static HttpResponseMessage Json(HttpContent content)
    {
        content.Headers.ContentType = new("application/json");
        return new() { Content = content };
    }

    /// <summary>An answer whose body breaks off with an exception, or with one of HTTP.</summary>
    private static HttpResponseMessage Breaking(int status, string exception)
    {
        Exception breaks = exception switch
        {
            nameof(IOException) => new IOException("Adele"),
            nameof(InvalidDataException) => new InvalidDataException("Adele"),
            nameof(FormatException) => new FormatException("Adele"),
            nameof(InvalidOperationException) => new InvalidOperationException("Adele"),
            _ => new HttpRequestException(Enum.Parse<HttpRequestError>(exception), "Adele"),
        };
        HttpResponseMessage response = Json(new StreamContent(new BreakingStream(breaks)));
        response.StatusCode = (HttpStatusCode)status;
        response.Headers.Add("request-id", "req-1");
        return response;
    }

    private GraphHttpClient Transport(
        FakeService service,
        RetryPolicy? retry = null,
        TimeProvider? clock = null,
        ITokenSource? source = null
    ) =>
        new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            new(
                ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
                source ?? new StaticTokenSource("t"),
                clock
            ),
            service,
            retry ?? new() { Random = () => 0, AttemptTimeout = AttemptTimeout },
            clock ?? _clock
        );

    private Task<string> ReadAsync(FakeService service, RetryPolicy? retry = null) =>
        ReadThroughAsync(Transport(service, retry));

    private Task<string> ReadThroughAsync(GraphHttpClient transport) =>
        transport.ReadAsync(
            Request(transport),
            body => Encoding.UTF8.GetString(body),
            _notices,
            TestContext.Current.CancellationToken
        );

    private Task<GraphResponse<object>> ChangeAsync(FakeService service) => ChangeThroughAsync(Transport(service));

    private Task<GraphResponse<object>> ChangeThroughAsync(GraphHttpClient transport) =>
        transport.ChangeAsync<object>(
            Request(transport, "{}"u8.ToArray()),
            null,
            _notices,
            TestContext.Current.CancellationToken
        );

    private sealed class Wrapper : DelegatingHandler;

    /// <summary>Fails when it is asked for the n-th time.</summary>
    private sealed class FailingSource(int failing, Action fail) : ITokenSource
    {
        private int _asked;

        public Task<AccessToken> AcquireAsync(TokenRequest request, CancellationToken cancellationToken)
        {
            if (++_asked == failing)
                fail();
            return Task.FromResult(new AccessToken($"t{_asked}"));
        }
    }

    private sealed class BreakingStream(Exception exception) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw exception;
    }

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null!;
        }
    }
}
