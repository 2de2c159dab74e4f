using System.Text;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Resuming;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class BatchTests
{
    private static readonly ResourcePath Results = new(
        ApiVersions.V1,
        new() { WorkflowId = "w", TaskId = "t" },
        "identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults"
    );

    /// <summary>How long a batch that is not full waits for company.</summary>
    internal static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    [Fact]
    public async Task Twenty_answers_travel_in_one_request_and_the_rest_in_another()
    {
        FakeService service = new((request, _) => Answer(request, _ => (204, null)));
        ResumeResult[] settled = await ResumeAsync(service, 45);
        Assert.All(settled, each => Assert.Equal((ResumeStatus.Resumed, 1), (each.Settlement, each.Attempts)));
        Assert.Equal([20, 20, 5], service.Requests.Select(request => Parts(request).Length).OrderDescending());
        Assert.All(service.Requests, request => Assert.Equal("/v1.0/$batch", request.Uri.AbsolutePath));
        Assert.Equal(45, service.Requests.SelectMany(Parts).Select(part => (string?)part["url"]).Distinct().Count());
        const string First =
            "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/a%2Fb%3F0/resume";
        JsonNode part = Assert.Single(service.Requests.SelectMany(Parts), part => (string?)part["url"] == First);
        Assert.Equal("completed", (string?)part["body"]!["data"]!["operationStatus"]);
        Assert.Equal("application/json", (string?)part["headers"]!["Content-Type"]);
    }

    [Fact]
    public async Task Only_the_parts_that_were_throttled_are_sent_again()
    {
        HashSet<string> throttled = [];
        FakeService service = new(
            (request, _) =>
                Answer(
                    request,
                    url => url.Contains('5', StringComparison.Ordinal) && throttled.Add(url) ? (429, "0") : (204, null)
                )
        );
        ResumeResult[] settled = await ResumeAsync(service, 20);
        Assert.All(settled, each => Assert.Equal(ResumeStatus.Resumed, each.Settlement));
        Assert.Equal([1, 2], settled.Select(each => each.Attempts).Distinct().Order());
        Assert.Equal(20 + throttled.Count, service.Requests.SelectMany(Parts).Count());
    }

    [Fact]
    public async Task A_refused_part_does_not_touch_the_others()
    {
        FakeService service = new(
            (request, _) =>
                Answer(request, url => url.EndsWith("3/resume", StringComparison.Ordinal) ? (403, null) : (204, null))
        );
        ResumeResult[] settled = await ResumeAsync(service, 5);
        Assert.Equal(
            [
                ResumeStatus.Resumed,
                ResumeStatus.Resumed,
                ResumeStatus.Resumed,
                ResumeStatus.Failed,
                ResumeStatus.Resumed,
            ],
            settled.Select(each => each.Settlement)
        );
        Assert.Equal(
            (ErrorCondition.PermissionDenied, "Refused"),
            (settled[3].Failure!.Condition, settled[3].Failure!.Code)
        );
    }

    [Fact]
    public async Task A_part_without_an_answer_is_settled_by_reading()
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Get
                    ? Ok("""{"id":"x","processingStatus":"completed"}""")
                    : Answer(
                        request,
                        url => url.EndsWith("1/resume", StringComparison.Ordinal) ? (0, null) : (204, null)
                    )
        );
        ResumeResult[] settled = await ResumeAsync(service, 3);
        Assert.Equal(
            [ResumeStatus.Resumed, ResumeStatus.ResumedAfterCheck, ResumeStatus.Resumed],
            settled.Select(each => each.Settlement)
        );
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Get);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task After_a_lost_response_no_more_is_looked_at_than_may_be_on_its_way(int limit)
    {
        Crowd crowd = new(limit);
        FakeService service = new(
            async (request, _) =>
            {
                if (request.Method == HttpMethod.Get)
                    await crowd.PassAsync();
                return request.Method == HttpMethod.Post
                    ? Status(504)
                    : Ok("""{"id":"x","processingStatus":"completed"}""");
            }
        );
        JumpingClock clock = new(held: Linger);
        TaskProcessingResults results = new(Transport(service, clock));
        BatchSender batches = results.Batches(limit);
        Task<ResumeResult>[] all = [.. Enumerable.Range(0, 20).Select(number => ResumeAsync(results, batches, number))];
        clock.LetGo();
        Assert.All(
            await Task.WhenAll(all),
            settled => Assert.Equal(ResumeStatus.ResumedAfterCheck, settled.Settlement)
        );
        Assert.Equal(20, service.Requests.Count(request => request.Method == HttpMethod.Get));
        Assert.Equal(limit, crowd.Most);
    }

    [Fact]
    public async Task Whoever_stops_while_others_are_looked_at_leaves_their_turn_to_the_next()
    {
        TaskProcessingResults results = new(Transport(new(() => Status(204)), TimeProvider.System));
        BatchSender batches = results.Batches(1);
        TaskCompletionSource<int> first = new();
        using CancellationTokenSource stop = new();
        Task<int> reading = batches.ReadAsync(() => first.Task, CancellationToken.None);
        Task<int> stopped = batches.ReadAsync(() => Task.FromResult(2), stop.Token);
        Task<int> last = batches.ReadAsync(() => Task.FromResult(3), CancellationToken.None);
        await stop.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => stopped);
        Assert.False(last.IsCompleted);
        first.SetResult(1);
        Assert.Equal((1, 3), (await reading, await last));
    }

    [Fact]
    public async Task Parts_of_a_batch_that_failed_do_not_share_their_failure()
    {
        ResumeResult[] settled = await ResumeAsync(new(() => Refusal(403, "Refused")), 3);
        Assert.Equal(3, settled.Select(each => each.Failure).Distinct().Count());
        Assert.All(
            settled,
            each =>
                Assert.Equal(
                    (ErrorCondition.PermissionDenied, 403, "Refused", 1),
                    (each.Failure!.Condition, each.Failure.StatusCode, each.Failure.Code, each.Attempts)
                )
        );
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(299)]
    public async Task A_part_with_another_success_is_accepted(int status)
    {
        FakeService service = new((request, _) => Answer(request, _ => (status, null)));
        ResumeResult settled = Assert.Single(await ResumeAsync(service, 1));
        Assert.Equal((ResumeStatus.Resumed, 1, null), (settled.Settlement, settled.Attempts, settled.Failure));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(199, nameof(ErrorCondition.InvalidRequest))]
    [InlineData(300, nameof(ErrorCondition.UnsafeLink))]
    public async Task A_part_that_is_no_success_is_refused(int status, string condition)
    {
        FakeService service = new(() => Responses($$"""{"id":"0","status":{{status}}}"""));
        ResumeResult settled = Assert.Single(await ResumeAsync(service, 1));
        Assert.Equal((ResumeStatus.Failed, condition), (settled.Settlement, settled.Failure!.Condition.ToString()));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_part_s_headers_count_as_those_of_an_answer()
    {
        JumpingClock clock = new(held: Linger);
        FakeService service = new(
            () => Responses("""{"id":"0","status":429,"headers":{"Retry-After":"5","request-id":"first"}}"""),
            () => Responses("""{"id":"0","status":204,"headers":{"request-id":"second"}}""")
        );
        ResumeResult settled = Assert.Single(await ResumeAsync(service, 1, clock));
        Assert.Equal((ResumeStatus.Resumed, 2, "second"), (settled.Settlement, settled.Attempts, settled.RequestId));
        Assert.Equal([0.01, 5, 0.01], clock.Pauses);
    }

    [Fact]
    public async Task A_date_in_a_part_is_on_the_clock_of_the_service()
    {
        JumpingClock clock = new(held: Linger);
        DateTimeOffset theirs = clock.GetUtcNow() + TimeSpan.FromHours(1);
        FakeService service = new(
            () =>
            {
                HttpResponseMessage response = Responses(
                    $$$"""{"id":"0","status":429,"headers":{"Retry-After":"{{{theirs.AddSeconds(5):R}}}"}}"""
                );
                response.Headers.Date = theirs;
                return response;
            },
            () => Responses("""{"id":"0","status":204}""")
        );
        ResumeResult settled = Assert.Single(await ResumeAsync(service, 1, clock));
        Assert.Equal((ResumeStatus.Resumed, 2), (settled.Settlement, settled.Attempts));
        Assert.Equal([0.01, 5, 0.01], clock.Pauses);
    }

    [Fact]
    public async Task A_refused_part_keeps_its_own_code_and_request_id()
    {
        FakeService service = new(() =>
            Responses(
                """
                {"id":"0","status":403,"headers":{"request-id":"r"},"body":{"error":{"code":"Denied"}}},
                {"id":"1","status":403,"headers":null}
                """
            )
        );
        ResumeResult[] settled = await ResumeAsync(service, 2);
        Assert.All(settled, each => Assert.Equal(ErrorCondition.PermissionDenied, each.Failure!.Condition));
        Assert.Equal(
            [("Denied", "r"), (null, null)],
            settled.Select(each => (each.Failure!.Code, each.Failure.RequestId))
        );
        Assert.Equal(
            settled.Select(each => each.Failure!.ClientRequestId),
            Parts(service.Requests[0]).Select(part => (string?)part["headers"]!["client-request-id"])
        );
    }

    [Fact]
    public async Task Answers_that_belong_to_no_part_are_passed_over()
    {
        FakeService service = new(() =>
            Responses(
                """{"id":"x","status":403},{"id":"-1","status":403},{"id":"1","status":403},{"id":"0","status":204}"""
            )
        );
        Assert.Equal(ResumeStatus.Resumed, Assert.Single(await ResumeAsync(service, 1)).Settlement);
    }

    [Fact]
    public async Task A_batch_that_was_refused_is_repeated_by_its_parts()
    {
        FakeService service = new(
            (request, number) => number == 1 ? RetryAfter(503, "7") : Answer(request, _ => (204, null))
        );
        JumpingClock clock = new(held: Linger);
        ResumeResult[] settled = await ResumeAsync(service, 3, clock);
        Assert.All(settled, each => Assert.Equal((ResumeStatus.Resumed, 2), (each.Settlement, each.Attempts)));
        Assert.Contains(7, clock.Pauses);
    }

    [Fact]
    public async Task A_stop_ends_the_batch()
    {
        using CancellationTokenSource stop = new();
        FakeService service = new(
            async (_, _) =>
            {
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, stop.Token);
                return null!;
            }
        );
        TaskProcessingResults results = TestConnection.To(service).Client.TaskProcessingResults;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            results.ResumeAsync(
                Results,
                "x",
                new(OperationStatus.Completed, "s", "t", results.Batches(1)),
                new Notices(),
                stop.Token
            )
        );
    }

    [Theory]
    [InlineData(1, "1 20 20 5")]
    [InlineData(2, "1 1 20 20 4")]
    [InlineData(3, "1 1 1 20 20 3")]
    public async Task While_as_many_requests_as_may_are_on_their_way_parts_gather(int limit, string sizes)
    {
        using StandingClock clock = new();
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, clock));
        BatchSender batches = results.Batches(limit);
        List<Task<ResumeResult>> all = [];
        for (int item = 0; item < 46; item++)
        {
            all.Add(ResumeAsync(results, batches, item));
            if (item <= limit)
                await clock.PauseBegunAsync();
            clock.Move(0.03);
            if (item < limit)
                await TestWait.UntilAsync(() => slow.Service.Requests.Count == item + 1);
        }
        for (int request = 1; request <= sizes.Count(char.IsWhiteSpace) + 1; request++)
        {
            await clock.MoveUntilAsync(0.01, () => slow.Service.Requests.Count >= request);
            slow.AnswerNext();
        }
        Assert.All(await Task.WhenAll(all), each => Assert.Equal(ResumeStatus.Resumed, each.Settlement));
        string sent = string.Join(' ', slow.Service.Requests.Select(request => Parts(request).Length));
        Assert.Equal((limit, sizes), (slow.Most, sent));
        Assert.Equal(46, slow.Service.Requests.SelectMany(Parts).DistinctBy(part => (string?)part["url"]).Count());
    }

    [Fact]
    public async Task Each_sender_of_a_connection_keeps_its_own_limit()
    {
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, TimeProvider.System));
        BatchSender one = results.Batches(1),
            other = results.Batches(1);
        Task<ResumeResult>[] all =
        [
            .. Enumerable.Range(0, 80).Select(number => ResumeAsync(results, number % 2 == 0 ? one : other, number)),
        ];
        for (int request = 1; request <= 4; request += 2)
        {
            await TestWait.UntilAsync(() => slow.Service.Requests.Count == request + 1);
            slow.AnswerNext();
            slow.AnswerNext();
        }
        await Task.WhenAll(all);
        Assert.Equal((2, 4), (slow.Most, slow.Service.Requests.Count));
        Assert.All(
            slow.Service.Requests,
            request =>
                Assert.Single(Parts(request).Select(part => ((string)part["url"]!).Split('/')[^2][^1] % 2).Distinct())
        );
    }

    [Fact]
    public async Task A_moment_that_is_over_at_once_loses_nobody()
    {
        FakeService service = new((request, _) => Answer(request, _ => (204, null)));
        TaskProcessingResults results = new(Transport(service, new InstantClock()));
        BatchSender batches = results.Batches(2);
        IEnumerable<Task<ResumeResult>> all = Enumerable
            .Range(0, 50)
            .Select(number => ResumeAsync(results, batches, number));
        ResumeResult[] settled = await Task.WhenAll(all)
            .WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.All(settled, each => Assert.Equal((ResumeStatus.Resumed, 1), (each.Settlement, each.Attempts)));
        Assert.Equal(50, service.Requests.SelectMany(Parts).Count());
    }

    [Fact]
    public async Task Versions_share_the_limit()
    {
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, TimeProvider.System));
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all =
        [
            .. Enumerable
                .Range(0, 4)
                .Select(number =>
                    ResumeAsync(results, batches, number, number % 2 == 0 ? ApiVersions.V1 : ApiVersions.Beta)
                ),
        ];
        for (int request = 1; request <= 2; request++)
        {
            await TestWait.UntilAsync(() => slow.Service.Requests.Count == request);
            slow.AnswerNext();
        }
        await Task.WhenAll(all);
        Assert.Equal(1, slow.Most);
        IEnumerable<string> paths = slow.Service.Requests.Select(request => request.Uri.AbsolutePath);
        Assert.Equal(["/beta/$batch", "/v1.0/$batch"], paths.Order());
    }

    [Fact]
    public async Task Waiting_for_company_counts_against_no_limit()
    {
        using StandingClock clock = new();
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, clock));
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all = [.. Enumerable.Range(0, 40).Select(number => ResumeAsync(results, batches, number))];
        await TestWait.UntilAsync(() => slow.Service.Requests.Count == 1);
        clock.Move(3000);
        Assert.Equal(1, clock.Limits);
        slow.AnswerNext();
        await TestWait.UntilAsync(() => slow.Service.Requests.Count == 2);
        slow.AnswerNext("""{"id":"0","status":429,"headers":{"Retry-After":"300"}}""");
        await TestWait.UntilAsync(() => all.Count(each => each.IsCompleted) == 39);
        await clock.MoveUntilAsync(10, () => slow.Service.Requests.Count == 3);
        slow.AnswerNext();
        ResumeResult[] settled = await Task.WhenAll(all);
        Assert.All(
            settled,
            each => Assert.Equal((ResumeStatus.Resumed, each == settled[20] ? 2 : 1), (each.Settlement, each.Attempts))
        );
    }

    [Fact]
    public async Task What_still_gathers_when_the_sender_is_closed_never_leaves()
    {
        using StandingClock clock = new();
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, clock));
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all = [.. Enumerable.Range(0, 25).Select(number => ResumeAsync(results, batches, number))];
        await TestWait.UntilAsync(() => slow.Service.Requests.Count == 1);
        batches.Close();
        slow.AnswerNext();
        Assert.All(await Task.WhenAll(all[..20]), each => Assert.Equal(ResumeStatus.Resumed, each.Settlement));
        foreach (Task<ResumeResult> task in all[20..].Append(ResumeAsync(results, batches, 25)))
            Assert.Equal(0, (await Assert.ThrowsAsync<CallCanceledException>(() => task)).Attempts);
        Assert.Single(slow.Service.Requests);
    }

    [Fact]
    public async Task A_part_that_was_given_up_while_it_gathered_never_leaves()
    {
        using CancellationTokenSource stop = new();
        SlowService slow = new();
        TaskProcessingResults results = new(Transport(slow.Service, TimeProvider.System));
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all =
        [
            .. Enumerable
                .Range(0, 25)
                .Select(number =>
                    results.ResumeAsync(
                        Results,
                        $"{number}",
                        new(OperationStatus.Completed, "s", "t", batches),
                        new Notices(),
                        number == 22 ? stop.Token : TestContext.Current.CancellationToken
                    )
                ),
        ];
        await TestWait.UntilAsync(() => slow.Service.Requests.Count == 1);
        await stop.CancelAsync();
        Assert.Equal(0, (await Assert.ThrowsAsync<CallCanceledException>(() => all[22])).Attempts);
        slow.AnswerNext();
        await TestWait.UntilAsync(() => slow.Service.Requests.Count == 2);
        slow.AnswerNext();
        await Task.WhenAll(all.Where(each => each != all[22]));
        Assert.Equal([20, 4], slow.Service.Requests.Select(request => Parts(request).Length));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(3)]
    public async Task Parts_whose_token_was_refused_are_asked_for_again_with_another_one(int refused)
    {
        TokenTests.Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        FakeService service = new(
            (request, number) =>
                number == 1
                    ? Responses(
                        string.Join(
                            ',',
                            Enumerable
                                .Range(0, 20)
                                .Select(part =>
                                    part < refused ? Challenge(part) : $$"""{"id":"{{part}}","status":202}"""
                                )
                        )
                    )
                    : Answer(request, _ => (204, null))
        );
        ResumeResult[] settled = await ResumeAsync(service, 20, source: source);
        Assert.All(settled, each => Assert.Equal(ResumeStatus.Resumed, each.Settlement));
        Assert.Equal(refused, settled.Count(each => each.Attempts == 2));
        Assert.Equal(20 + refused, service.Requests.SelectMany(Parts).Count());
        Assert.All(
            service.Requests.Skip(1),
            request => Assert.Equal("token-2", request.Headers.Authorization!.Parameter)
        );
        Assert.Equal(
            [(false, null), (true, Claims)],
            source.Requests.Select(request => (request.Renew, request.Claims))
        );
    }

    [Fact]
    public async Task A_refused_token_a_throttled_and_an_accepted_part_each_take_their_way()
    {
        TokenTests.Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        FakeService service = new(
            (request, number) =>
                number == 1
                    ? Responses(
                        Challenge(0)
                            + """,{"id":"1","status":429,"headers":{"Retry-After":"5"}},{"id":"2","status":204}"""
                    )
                    : Answer(request, _ => (204, null))
        );
        ResumeResult[] settled = await ResumeAsync(service, 3, source: source);
        Assert.Equal(
            [(ResumeStatus.Resumed, 2), (ResumeStatus.Resumed, 2), (ResumeStatus.Resumed, 1)],
            settled.Select(each => (each.Settlement, each.Attempts))
        );
        Assert.Equal(2, source.Requests.Count);
        Assert.All(
            service.Requests.Skip(1),
            request => Assert.Equal("token-2", request.Headers.Authorization!.Parameter)
        );
        Assert.Equal(5, service.Requests.SelectMany(Parts).Count());
    }

    [Fact]
    public async Task A_batch_whose_token_was_refused_is_sent_again_with_another_one()
    {
        TokenTests.Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        FakeService service = new(
            (request, number) => number == 1 ? TokenTests.Challenge() : Answer(request, _ => (204, null))
        );
        ResumeResult[] settled = await ResumeAsync(service, 5, source: source);
        Assert.All(settled, each => Assert.Equal((ResumeStatus.Resumed, 2), (each.Settlement, each.Attempts)));
        Assert.Equal(10, service.Requests.SelectMany(Parts).Count());
        Assert.Equal([null, Claims], source.Requests.Select(request => request.Claims));
    }

    [Fact]
    public async Task A_part_whose_second_token_is_refused_too_fails()
    {
        TokenTests.Source source = new(TimeProvider.System, TimeSpan.FromHours(1));
        ResumeResult settled = Assert.Single(await ResumeAsync(new(() => Responses(Challenge(0))), 1, source: source));
        Assert.Equal(
            (ResumeStatus.Failed, ErrorCondition.AuthenticationFailed, 2),
            (settled.Settlement, settled.Failure!.Condition, settled.Attempts)
        );
        Assert.Equal(2, source.Requests.Count);
    }

    [Fact]
    public async Task A_part_whose_token_has_no_other_fails_at_once()
    {
        FakeService service = new(() => Responses(Challenge(0)));
        ResumeResult settled = Assert.Single(await ResumeAsync(service, 1));
        Assert.Equal(
            (ResumeStatus.Failed, ErrorCondition.AuthenticationFailed, 401, 1),
            (settled.Settlement, settled.Failure!.Condition, settled.Failure.StatusCode, settled.Attempts)
        );
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Without_a_token_no_part_left()
    {
        TokenTests.Source source = new(TimeProvider.System, TimeSpan.FromHours(1))
        {
            Failure = Errors.SignInFailed("x", "y"),
        };
        FakeService service = new(() => Status(500));
        Assert.All(
            await ResumeAsync(service, 3, source: source),
            each =>
                Assert.Equal(
                    (ResumeStatus.Failed, ErrorCondition.AuthenticationFailed, 0, false),
                    (each.Settlement, each.Failure!.Condition, each.Attempts, each.Failure.MayHaveSucceeded)
                )
        );
        Assert.Empty(service.Requests);
    }

    private const string Claims = """{"access_token":{"nbf":{"essential":true}}}""";

    private static string Challenge(int part)
    {
        string claims = Convert.ToBase64String(Encoding.UTF8.GetBytes(Claims));
        return new JsonObject
        {
            ["id"] = $"{part}",
            ["status"] = 401,
            ["headers"] = new JsonObject
            {
                ["WWW-Authenticate"] = $"Bearer realm=\"\", error=\"insufficient_claims\", claims=\"{claims}\"",
            },
        }.ToJsonString();
    }

    private static GraphHttpClient Transport(FakeService service, TimeProvider clock, ITokenSource? source = null) =>
        new(
            ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"),
            new(ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint"), source ?? new StaticTokenSource("t")),
            service,
            new() { Random = () => 0 },
            clock
        );

    private static Task<ResumeResult> ResumeAsync(
        TaskProcessingResults results,
        BatchSender batches,
        int number,
        string version = ApiVersions.V1
    ) =>
        results.ResumeAsync(
            Results with
            {
                ApiVersion = version,
            },
            $"a/b?{number}",
            new(OperationStatus.Completed, "s", "t", batches),
            new Notices(),
            TestContext.Current.CancellationToken
        );

    /// <summary>Asks for all before a batch that is not full leaves.</summary>
    private static async Task<ResumeResult[]> ResumeAsync(
        FakeService service,
        int count,
        JumpingClock? clock = null,
        ITokenSource? source = null
    )
    {
        clock ??= new(held: Linger);
        TaskProcessingResults results = new(Transport(service, clock, source));
        BatchSender batches = results.Batches(1);
        Task<ResumeResult>[] all =
        [
            .. Enumerable.Range(0, count).Select(number => ResumeAsync(results, batches, number)),
        ];
        clock.LetGo();
        return await Task.WhenAll(all);
    }

    private static HttpResponseMessage Responses(string responses) => Ok($$"""{"responses":[{{responses}}]}""");

    private static JsonNode[] Parts(SentRequest request) =>
        [.. JsonNode.Parse(request.Body!)!["requests"]!.AsArray().Select(part => part!)];

    /// <summary>Answers a batch, last part first; a part with status 0 is left out.</summary>
    private static HttpResponseMessage Answer(
        SentRequest request,
        Func<string, (int Status, string? RetryAfter)> statusOf
    )
    {
        JsonArray responses = [];
        foreach (JsonNode part in Parts(request).Reverse())
        {
            (int status, string? retryAfter) = statusOf((string)part["url"]!);
            JsonObject response = new()
            {
                ["id"] = (string?)part["id"],
                ["status"] = status,
                ["headers"] = new JsonObject(),
            };
            if (retryAfter is not null)
                response["headers"]!["Retry-After"] = retryAfter;
            if (status >= 400)
                response["body"] = JsonNode.Parse("""{"error":{"code":"Refused","message":"Adele"}}""");
            if (status > 0)
                responses.Add((JsonNode)response);
        }
        return Ok(new JsonObject { ["responses"] = responses }.ToJsonString());
    }

    /// <summary>A clock on which a pause is over before anybody can wait for it. Time limits never run out.</summary>
    private sealed class InstantClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (state is not CancellationTokenSource)
                callback(state);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }

    /// <summary>Answers each request when it is told to, the oldest first, and knows how many waited at once.</summary>
    private sealed class SlowService
    {
        private readonly Queue<(SentRequest Request, TaskCompletionSource<HttpResponseMessage> Answer)> _waiting = [];

        public SlowService() =>
            Service = new(
                (request, _) =>
                {
                    TaskCompletionSource<HttpResponseMessage> answer = new(
                        TaskCreationOptions.RunContinuationsAsynchronously
                    );
                    lock (_waiting)
                    {
                        _waiting.Enqueue((request, answer));
                        Most = Math.Max(Most, _waiting.Count);
                    }
                    return answer.Task;
                }
            );

        public FakeService Service { get; }

        public int Most { get; private set; }

        private bool IsWaiting
        {
            get
            {
                lock (_waiting)
                    return _waiting.Count > 0;
            }
        }

        /// <param name="first">What to answer to the first part; null to accept it like the others.</param>
        public void AnswerNext(string? first = null)
        {
            // A request is counted just before it waits here.
            SpinWait.SpinUntil(() => IsWaiting, TimeSpan.FromSeconds(20));
            lock (_waiting)
            {
                (SentRequest request, TaskCompletionSource<HttpResponseMessage> answer) = _waiting.Dequeue();
                IEnumerable<string> others = Enumerable
                    .Range(0, Parts(request).Length)
                    .Select(part => $$"""{"id":"{{part}}","status":204}""");
                answer.SetResult(Responses(string.Join(',', first is null ? others : others.Skip(1).Prepend(first))));
            }
        }
    }
}
