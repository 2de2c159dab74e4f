using System.Text.RegularExpressions;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Waiting;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class TaskResultPollerTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly JumpingClock _clock = new();
    private readonly Notices _notices = new();
    private readonly Dictionary<string, double> _endsAfter = [];
    private readonly FakeService _service;
    private Func<SentRequest, HttpResponseMessage?> _refuse = _ => null;
    private int _others;

    public TaskResultPollerTests() => _service = new((request, _) => _refuse(request) ?? Answer(request));

    public void Dispose() => _service.Dispose();

    [Fact]
    public void Results_that_were_taken_slowly_leave_no_time_and_no_pause()
    {
        PollingSchedule pace = new(TimeSpan.FromSeconds(60), null);
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.Zero),
            (pace.Left(TimeSpan.FromSeconds(100)), pace.Pause(TimeSpan.FromSeconds(100)))
        );
        Assert.Equal(
            (TimeSpan.FromSeconds(25), TimeSpan.FromSeconds(4)),
            (pace.Left(TimeSpan.FromSeconds(40)), pace.Pause(TimeSpan.FromSeconds(40)))
        );
    }

    [Fact]
    public async Task Fifty_below_one_run_take_one_request_a_look_and_three_when_they_have_ended()
    {
        string[] ids = [.. Enumerable.Range(0, 50).Select(number => $"{number}")];
        foreach (string id in ids)
            _endsAfter[id] = 30;
        List<WaitResult> ended = await WaitAsync(ids);
        Assert.Equal(ids, ended.Select(each => each.Result!.Id));
        Assert.Equal(_clock.Pauses.Count + 1 + 3, _service.Requests.Count);
        Assert.DoesNotContain(
            _service.Requests,
            request => request.Uri.AbsolutePath.EndsWith("/0", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task One_alone_is_read_by_its_id()
    {
        _endsAfter["x"] = 5;
        Assert.Equal("completed", Assert.Single(await WaitAsync("x")).Result!.ProcessingStatus);
        Assert.All(
            _service.Requests,
            request =>
                Assert.EndsWith("/runs/r/taskProcessingResults/x", request.Uri.AbsolutePath, StringComparison.Ordinal)
        );
        Assert.Equal(_clock.Pauses.Count + 1, _service.Requests.Count);
    }

    [Fact]
    public async Task Parents_are_asked_apart()
    {
        TaskResultPoller wait = Wait(new(Hour, null));
        foreach (string run in (string[])["a", "b"])
        {
            foreach (string id in (string[])["1", "2"])
                wait.Add(new(Results(run), id, Results(run)));
        }
        Assert.Equal(4, (await AllAsync(wait)).Count);
        Assert.Equal(4, _service.Requests.Count);
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 40)]
    public async Task Of_twenty_parents_eight_are_asked_at_once_and_all_in_the_end(int results, int requests)
    {
        Crowd crowd = new(8);
        FakeService service = new(
            async (request, _) =>
            {
                await crowd.PassAsync();
                return Answer(request);
            }
        );
        TaskResultPoller wait = new(
            TestConnection.To(service).Client.TaskProcessingResults,
            new(Hour, null),
            _clock,
            _notices
        );
        string[] ids = [.. Enumerable.Range(0, 20 * results).Select(number => $"{number}")];
        foreach (string id in ids)
            wait.Add(new(Results($"r{int.Parse(id, null) / results}"), id, Results("r")));
        List<WaitResult> ended = await AllAsync(wait).WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Equal(ids, ended.Select(each => each.Result!.Id));
        Assert.Equal((8, requests), (crowd.Most, service.Requests.Count));
    }

    [Fact]
    public async Task Each_comes_out_when_it_and_all_before_it_have_ended()
    {
        (_endsAfter["a"], _endsAfter["b"], _endsAfter["c"]) = (5, 2, 20);
        TaskResultPoller wait = Wait(new(Hour, TimeSpan.FromSeconds(1)), "a", "b", "c");
        List<(string, double)> ended = [];
        DateTimeOffset start = _clock.GetUtcNow();
        await foreach (WaitResult each in wait.EndedAsync(Cancellation))
            ended.Add((each.Id, (_clock.GetUtcNow() - start).TotalSeconds));
        Assert.Equal([("a", 5), ("b", 5), ("c", 20)], ended);
    }

    [Fact]
    public async Task The_pause_is_a_tenth_of_the_time_waited_from_a_second_to_a_minute()
    {
        _endsAfter["x"] = 3000;
        await WaitAsync("x");
        Assert.Equal(Enumerable.Repeat(1.0, 10), _clock.Pauses[..10]);
        Assert.Equal(1.1, _clock.Pauses[11], 3);
        Assert.Equal(60, _clock.Pauses[^1]);
        Assert.Equal(_clock.Pauses.Order(), _clock.Pauses);
        Assert.InRange(_service.Requests.Count, 60, 120);
    }

    [Fact]
    public async Task A_given_interval_stays_what_it_is()
    {
        _endsAfter["x"] = 65;
        await WaitAsync(new PollingSchedule(null, TimeSpan.FromSeconds(30)), "x");
        Assert.Equal([30, 30, 30], _clock.Pauses);
    }

    [Fact]
    public async Task What_still_waits_at_the_end_of_the_time_is_an_error_each_and_the_others_come_out()
    {
        (_endsAfter["a"], _endsAfter["b"], _endsAfter["c"]) = (1000, 50, 1000);
        List<WaitResult> ended = await WaitAsync(new PollingSchedule(TimeSpan.FromSeconds(100), null), "a", "b", "c");
        Assert.Equal(
            [ErrorCondition.WaitTimeout, null, ErrorCondition.WaitTimeout],
            ended.Select(each => each.Failure?.Condition)
        );
        Assert.Contains(
            "/runs/r/taskProcessingResults/a wasn't finished within 100 seconds. Its status is 'inProgress'.",
            ended[0].Failure!.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(100, _clock.Pauses.Sum(), 3);
    }

    [Fact]
    public async Task What_does_not_exist_is_an_error_of_its_own()
    {
        (_endsAfter["a"], _endsAfter["c"]) = (3, 3);
        _refuse = request =>
            request.Uri.AbsolutePath.EndsWith("/b", StringComparison.Ordinal) ? Refusal(404, "ResourceNotFound") : null;
        _endsAfter["b"] = double.NaN;
        List<WaitResult> ended = await WaitAsync("a", "b", "c");
        Assert.Equal([null, ErrorCondition.NotFound, null], ended.Select(each => each.Failure?.Condition));
        Assert.Single(_service.Requests, request => request.Uri.AbsolutePath.EndsWith("/b", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_takes_no_filter_is_asked_for_one_after_the_other()
    {
        (_endsAfter["a"], _endsAfter["b"]) = (2, 2);
        _refuse = request => request.Uri.Query.Length > 0 ? Refusal(400, "BadRequest") : null;
        Assert.All(await WaitAsync("a", "b"), each => Assert.NotNull(each.Result));
        Assert.Single(_service.Requests, request => request.Uri.Query.Length > 0);
    }

    [Fact]
    public async Task Two_among_thousands_are_asked_for_by_their_ids_after_the_first_look()
    {
        (_endsAfter["a"], _endsAfter["b"], _others) = (5, 5, 250);
        await WaitAsync("a", "b");
        Assert.Single(
            _service.Requests,
            request => request.Uri.Query.Contains("processingStatus", StringComparison.Ordinal)
        );
        Assert.Equal(_clock.Pauses.Count + 1, _service.Requests.Count);
    }

    [Fact]
    public async Task A_refusal_of_all_is_an_error_for_each_and_costs_one_request()
    {
        _refuse = _ => Refusal(403, "Authorization_RequestDenied");
        Assert.All(
            await WaitAsync("a", "b", "c"),
            each => Assert.Equal(ErrorCondition.PermissionDenied, each.Failure!.Condition)
        );
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task What_was_read_once_outlasts_a_failure_that_passes()
    {
        _endsAfter["x"] = 20;
        _refuse = _ => Waited is > 5 and < 15 ? Status(503) : null;
        Assert.Equal("completed", Assert.Single(await WaitAsync("x")).Result!.ProcessingStatus);
    }

    [Theory]
    [InlineData(429, true, "a")]
    [InlineData(429, false, "a")]
    [InlineData(429, true, "a", "b", "c")]
    [InlineData(429, false, "a", "b", "c")]
    [InlineData(503, true, "a")]
    [InlineData(503, false, "a")]
    [InlineData(503, false, "a", "b", "c")]
    public async Task A_service_that_says_when_to_come_again_is_waited_out_longer_than_a_call_may_last(
        int status,
        bool isKnown,
        params string[] ids
    )
    {
        foreach (string id in ids)
            _endsAfter[id] = 90;
        int refused = 0;
        _refuse = _ => refused++ == 0 ? RetryAfter(status, "60") : null;
        ServiceRoot serviceRoot = ServiceRoot.Of(new("https://graph.example"), "GraphEndpoint");
        GraphHttpClient transport = new(
            serviceRoot,
            GraphHttpClientTests.Tokens("t"),
            _service,
            new() { Random = () => 0, RetryTimeout = TimeSpan.FromSeconds(3) },
            _clock
        );
        TaskResultPoller wait = new(new(transport), new(TimeSpan.FromSeconds(300), null), _clock, _notices);
        foreach (string id in ids)
        {
            TaskProcessingResult known = new() { Id = id, ProcessingStatus = "inProgress" };
            wait.Add(new(Results("r"), id, Results("r")) { Source = id, Known = isKnown ? known : null });
        }
        Assert.Equal(ids, (await AllAsync(wait)).Select(each => each.Result?.Id));
        Assert.Contains(59, _clock.Pauses);
        Assert.InRange(Waited, 90, 100);
    }

    [Fact]
    public async Task A_time_that_ends_while_the_service_throttles_says_so()
    {
        _refuse = _ => Status(429);
        WaitResult ended = Assert.Single(await WaitAsync(new PollingSchedule(TimeSpan.FromSeconds(60), null), "x"));
        LifecycleWorkflowsException failure = ended.Failure!;
        Assert.Equal(ErrorCondition.WaitTimeout, failure.Condition);
        Assert.Contains("429", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_never_be_read_does_not_wait_for_better_times()
    {
        _refuse = _ => Status(503);
        Assert.Equal(ErrorCondition.ServiceUnavailable, Assert.Single(await WaitAsync("x")).Failure!.Condition);
        Assert.Empty(_clock.Pauses);
    }

    [Fact]
    public async Task A_time_that_ends_in_a_failure_names_it()
    {
        _endsAfter["x"] = 1000;
        _refuse = _ => Waited > 5 ? Status(503) : null;
        LifecycleWorkflowsException failure = Assert
            .Single(await WaitAsync(new PollingSchedule(TimeSpan.FromSeconds(60), null), "x"))
            .Failure!;
        Assert.Equal(ErrorCondition.WaitTimeout, failure.Condition);
        Assert.Contains("503", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed")]
    [InlineData("completedWithErrors")]
    [InlineData("failed")]
    [InlineData("canceled")]
    public async Task Every_end_ends_the_wait(string status)
    {
        _refuse = _ => Ok($$"""{"id":"x","processingStatus":"{{status}}"}""");
        Assert.Equal(status, Assert.Single(await WaitAsync("x")).Result!.ProcessingStatus);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task A_status_that_nobody_knows_goes_on_waiting_and_is_told_once()
    {
        _endsAfter["x"] = 20;
        _refuse = _ => Waited < 10 ? Ok("""{"id":"x","processingStatus":"pondering"}""") : null;
        Assert.NotNull(Assert.Single(await WaitAsync("x")).Result);
        Assert.Contains("'pondering'", Assert.Single(_notices.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_ended_is_not_asked_for()
    {
        TaskResultPoller wait = Wait(new(Hour, null));
        TaskProcessingResult known = new() { Id = "x", ProcessingStatus = "failed" };
        wait.Add(new(Results("r"), "x", Results("r")) { Known = known });
        Assert.Same(known, Assert.Single(wait.DequeueCompleted()).Result);
        Assert.Empty(await AllAsync(wait));
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task The_same_result_twice_is_asked_for_once_and_comes_out_twice()
    {
        _endsAfter["x"] = 3;
        Assert.Equal(["x", "x"], (await WaitAsync("x", "x")).Select(each => each.Result!.Id));
        Assert.Equal(_clock.Pauses.Count + 1, _service.Requests.Count);
    }

    [Fact]
    public async Task A_look_that_hangs_does_not_outlast_the_time()
    {
        FakeService hanging = new((_, _) => new TaskCompletionSource<HttpResponseMessage>().Task);
        TaskResultPoller wait = new(
            TestConnection.To(new Patient(hanging)).Client.TaskProcessingResults,
            new(TimeSpan.FromSeconds(10), null),
            new JumpingClock(limitsRunOut: true),
            _notices
        );
        wait.Add(new(Results("r"), "x", Results("r")));
        LifecycleWorkflowsException failure = Assert.Single(await AllAsync(wait)).Failure!;
        Assert.Equal(ErrorCondition.WaitTimeout, failure.Condition);
        Assert.Contains("Its status couldn't be read.", failure.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private double Waited =>
        (_clock.GetUtcNow() - new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero)).TotalSeconds;

    private static ResourcePath Results(string run) =>
        new(
            ApiVersions.V1,
            new() { WorkflowId = "w", RunId = run },
            $"identityGovernance/lifecycleWorkflows/workflows/w/runs/{run}/taskProcessingResults"
        );

    private Task<List<WaitResult>> WaitAsync(params string[] ids) => WaitAsync(new PollingSchedule(Hour, null), ids);

    private async Task<List<WaitResult>> WaitAsync(PollingSchedule pace, params string[] ids) =>
        await AllAsync(Wait(pace, ids));

    private static Task<List<WaitResult>> AllAsync(TaskResultPoller wait) =>
        ParallelReading.ToListAsync(wait.EndedAsync(Cancellation), Cancellation);

    private TaskResultPoller Wait(PollingSchedule pace, params string[] ids)
    {
        TaskResultPoller wait = new(TestConnection.To(_service).Client.TaskProcessingResults, pace, _clock, _notices);
        foreach (string id in ids)
            wait.Add(new(Results("r"), id, Results("r")) { Source = id });
        return wait;
    }

    /// <summary>A run whose results end at their time; NaN for one that is not there.</summary>
    private HttpResponseMessage Answer(SentRequest request)
    {
        string last = request.Uri.Segments[^1];
        string filter = Uri.UnescapeDataString(request.Uri.Query);
        if (last != "taskProcessingResults")
            return Ok(Item(last));
        IEnumerable<string> present = filter.Contains("processingStatus ne", StringComparison.Ordinal)
            ? _endsAfter
                .Where(each => Waited < each.Value)
                .Select(each => each.Key)
                .Concat(Enumerable.Range(0, _others).Select(number => $"other{number}"))
            : Regex
                .Matches(filter, "id eq '([^']+)'")
                .Select(match => match.Groups[1].Value)
                .Where(id => !double.IsNaN(EndOf(id)));
        return Ok($$"""{"value":[{{string.Join(',', present.Select(Item))}}]}""");
    }

    private string Item(string id) =>
        $$"""{"id":"{{id}}","processingStatus":"{{(Waited < EndOf(id) ? "inProgress" : "completed")}}"}""";

    private double EndOf(string id) =>
        id.StartsWith("other", StringComparison.Ordinal) ? double.MaxValue : _endsAfter.GetValueOrDefault(id);

    /// <summary>Gives up a request that was given up.</summary>
    private sealed class Patient(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) => base.SendAsync(request, cancellationToken).WaitAsync(cancellationToken);
    }
}
