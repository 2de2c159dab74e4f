using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class ListTests
{
    private static readonly ResourcePath Runs = new(
        ApiVersions.V1,
        new() { WorkflowId = "w" },
        "identityGovernance/lifecycleWorkflows/workflows/w/runs"
    );

    [Fact]
    public async Task All_pages_are_read_in_order_and_items_know_where_they_came_from()
    {
        FakeService service = Pages(count: 5, size: 3);
        List<Run> runs = await ListAsync(service, ODataQuery.All);
        Assert.Equal(Enumerable.Range(1, 15).Select(number => $"{number}"), runs.Select(run => run.Id));
        Assert.Equal(5, service.Requests.Count);
        Assert.All(runs, run => Assert.Equal(("w", "v1.0", false), (run.WorkflowId, run.ApiVersion, run.Deleted)));
    }

    [Fact]
    public async Task What_a_later_page_gives_again_in_capitals_comes_out_once()
    {
        const string Id = "9d903f8d-4f30-482f-9927-15f6dc48891d";
        FakeService service = new(
            () => Ok($$"""{"value":[{"id":"{{Id}}"},{"id":"a"}],"@odata.nextLink":"https://graph.example/v1.0/2"}"""),
            () => Ok($$"""{"value":[{"id":"{{Id.ToUpperInvariant()}}"},{"id":"A"}]}""")
        );
        Assert.Equal([Id, "a", "A"], (await ListAsync(service, ODataQuery.All)).Select(run => run.Id));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    public async Task Taking_the_first_few_requests_no_page_too_many(int take, int requests)
    {
        FakeService service = Pages(count: 100, size: 3);
        int taken = 0;
        await foreach (
            Run _ in Client(service)
                .Runs.ListAsync(Runs, ODataQuery.All, new Notices(), TestContext.Current.CancellationToken)
        )
        {
            if (++taken == take)
                break;
        }
        Assert.Equal(requests, service.Requests.Count);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(7, 3)]
    [InlineData(100, 5)]
    public async Task Top_is_kept_even_when_the_service_does_not(int top, int requests)
    {
        FakeService service = Pages(count: 5, size: 3);
        Assert.Equal(Math.Min(top, 15), (await ListAsync(service, new() { Top = top })).Count);
        Assert.Equal(requests, service.Requests.Count);
    }

    [Fact]
    public async Task A_page_that_fails_and_is_repeated_gives_no_item_twice()
    {
        FakeService service = new(
            () => Ok("""{"value":[{"id":"1"}],"@odata.nextLink":"https://graph.example/2"}"""),
            () => Ok("""{"value":[{"id":"2"},{"id":"3"}"""),
            () => Status(503),
            () => Ok("""{"value":[{"id":"2"},{"id":"3"}]}""")
        );
        Assert.Equal(["1", "2", "3"], (await ListAsync(service, ODataQuery.All)).Select(run => run.Id));
    }

    [Fact]
    public async Task While_somebody_waits_for_a_page_the_one_behind_it_is_asked_for_as_soon_as_its_link_has_come()
    {
        TaskCompletionSource isWaiting = new();
        FakeService service = new(
            async (_, number) =>
            {
                await (number == 2 ? isWaiting.Task : Task.CompletedTask);
                return Ok(
                    $$"""{"@odata.nextLink":"https://graph.example/v1.0/{{number + 1}}","value":[{"id":"{{number}}a"},{"id":"{{number}}b"}]}"""
                );
            }
        );
        await using IAsyncEnumerator<List<Run>> pieces = Client(service)
            .Runs.ListPagesAsync(Runs, ODataQuery.All, new Notices(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await pieces.MoveNextAsync();
        Assert.Single(service.Requests);
        ValueTask<bool> next = pieces.MoveNextAsync();
        isWaiting.SetResult();
        Assert.True(await next);
        Assert.Equal(["2a", "2b"], pieces.Current.Select(run => run.Id));
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task Whoever_stops_while_the_next_page_is_asked_for_ends_that_too()
    {
        TaskCompletionSource isWaiting = new(),
            isAsked = new();
        FakeService service = new(
            async (_, number) =>
            {
                await (number == 2 ? isWaiting.Task : Task.CompletedTask);
                if (number == 3)
                {
                    isAsked.SetResult();
                    await Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);
                }
                return Ok(
                    $$"""{"@odata.nextLink":"https://graph.example/v1.0/{{number + 1}}","value":[{"id":"{{number}}"}]}"""
                );
            }
        );
        IAsyncEnumerator<List<Run>> pieces = Client(service)
            .Runs.ListPagesAsync(Runs, ODataQuery.All, new Notices(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await pieces.MoveNextAsync();
        ValueTask<bool> next = pieces.MoveNextAsync();
        isWaiting.SetResult();
        Assert.True(await next);
        await isAsked.Task;
        await pieces.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public async Task A_link_that_leads_elsewhere_fails_behind_the_items_that_came_with_it()
    {
        TaskCompletionSource isWaiting = new();
        FakeService service = new(
            async (_, number) =>
            {
                await (number == 2 ? isWaiting.Task : Task.CompletedTask);
                return Ok(
                    $$"""{"@odata.nextLink":"https://{{(number == 1 ? "graph" : "evil")}}.example/v1.0/next","value":[{"id":"{{number}}"}]}"""
                );
            }
        );
        await using IAsyncEnumerator<List<Run>> pieces = Client(service)
            .Runs.ListPagesAsync(Runs, ODataQuery.All, new Notices(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await pieces.MoveNextAsync();
        ValueTask<bool> next = pieces.MoveNextAsync();
        isWaiting.SetResult();
        Assert.True(await next);
        Assert.Equal("2", Assert.Single(pieces.Current).Id);
        Assert.Equal(
            ErrorCondition.UnsafeLink,
            (await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => pieces.MoveNextAsync().AsTask())).Condition
        );
    }

    [Theory]
    [InlineData("a", "1 2 a", "1 2 a 2")]
    [InlineData("b", "1 2 b", "1 2 a 2 b")]
    [InlineData("", "1 2", "1 2 a 2")]
    public async Task A_page_that_is_read_again_is_followed_where_it_leads_then(
        string secondLink,
        string expected,
        string requested
    )
    {
        TaskCompletionSource isWaiting = new();
        int readings = 0;
        FakeService service = new(
            async (request, number) =>
            {
                string page = number == 1 ? "1" : request.Uri.Segments[^1];
                await (page == "2" ? isWaiting.Task : Task.CompletedTask);
                string link = page switch
                {
                    "1" => "2",
                    "2" => ++readings == 1 ? "a" : secondLink,
                    _ => "",
                };
                string json =
                    $$"""{"@odata.nextLink":{{(link.Length > 0 ? $"\"https://graph.example/v1.0/{link}\"" : "null")}},"value":[{"id":"{{page}}"}""";
                return Ok(page == "2" && readings == 1 ? json : json + "]}");
            }
        );
        await using IAsyncEnumerator<List<Run>> pieces = Client(service)
            .Runs.ListPagesAsync(Runs, ODataQuery.All, new Notices(), TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await pieces.MoveNextAsync();
        List<Run> runs = [.. pieces.Current];
        ValueTask<bool> second = pieces.MoveNextAsync();
        isWaiting.SetResult();
        for (bool goesOn = await second; goesOn; goesOn = await pieces.MoveNextAsync())
            runs.AddRange(pieces.Current);
        Assert.Equal(expected, string.Join(' ', runs.Select(run => run.Id)));
        Assert.Equal(
            requested.Split(' ').Order(),
            service.Requests.Select((request, index) => index == 0 ? "1" : request.Uri.Segments[^1]).Order()
        );
    }

    [Fact]
    public async Task An_empty_page_in_the_middle_ends_nothing()
    {
        FakeService service = new(
            () => Ok("""{"value":[],"@odata.nextLink":"https://graph.example/2"}"""),
            () => Ok("""{"value":[{"id":"1"}]}""")
        );
        Assert.Single(await ListAsync(service, ODataQuery.All));
    }

    [Theory]
    [InlineData("https://evil.example/v1.0/next")]
    [InlineData("http://graph.example/v1.0/next")]
    [InlineData("https://gra\uFEFFph.example/v1.0/next")]
    [InlineData("https://\uFF47raph.example/v1.0/next")]
    [InlineData("https://graph.example:444/v1.0/next")]
    [InlineData("https://graph.example@evil.example/next")]
    [InlineData("//evil.example/next")]
    [InlineData("/v1.0/next")]
    [InlineData("next")]
    public async Task A_link_that_leads_elsewhere_is_not_followed(string link)
    {
        FakeService service = new(() => Ok($$"""{"value":[{"id":"1"}],"@odata.nextLink":"{{link}}"}"""));
        List<Run> read = [];
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ReadAsync(service, ODataQuery.All, read)
        );
        Assert.Single(read);
        Assert.Equal(ErrorCondition.UnsafeLink, error.Condition);
        Assert.Single(service.Requests);
        Assert.DoesNotContain("evil", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_in_a_circle_is_not_followed_forever()
    {
        FakeService service = new(
            (_, number) =>
                Ok($$"""{"value":[{"id":"{{number}}"}],"@odata.nextLink":"https://graph.example/{{number % 2}}"}""")
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ListAsync(service, ODataQuery.All)
        );
        Assert.Equal((ErrorCondition.UnsafeLink, 3), (error.Condition, service.Requests.Count));
    }

    [Fact]
    public async Task A_link_back_to_the_first_page_is_not_followed()
    {
        FakeService service = new(
            (request, _) => Ok($$"""{"value":[{"id":"1"}],"@odata.nextLink":"{{request.Uri.AbsoluteUri}}"}""")
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ListAsync(service, new() { Filter = "x", Top = 50 })
        );
        Assert.Equal((ErrorCondition.UnsafeLink, 1), (error.Condition, service.Requests.Count));
    }

    [Theory]
    [InlineData("inProgress", null)]
    [InlineData("completed inProgress", null)]
    [InlineData("inProgress failed", null)]
    [InlineData(null, "lastUpdatedDateTime desc")]
    public async Task A_service_that_pages_by_offset_loses_nothing_while_what_is_read_is_answered(
        string? statuses,
        string? orderBy
    )
    {
        List<string> waiting = [.. Enumerable.Range(1, 9).Select(number => $"{number}")];
        FakeService service = new(
            (request, _) =>
            {
                int skip = int.Parse(
                    request.Uri.Query.Contains("skip", StringComparison.Ordinal)
                        ? request.Uri.Query.Split("skip=")[1]
                        : "0",
                    null
                );
                string items = string.Join(
                    ',',
                    waiting.Skip(skip).Take(3).Select(id => $$"""{"id":"{{id}}","processingStatus":"inProgress"}""")
                );
                string link = skip + 3 < waiting.Count ? $"https://graph.example/v1.0/next?$skip={skip + 3}" : "";
                return Ok($$"""{"value":[{{items}}],"@odata.nextLink":"{{link}}"}""");
            }
        );
        FilterClause? condition = FilterClause.In("processingStatus", statuses?.Split(' '));
        ODataQuery query = new() { Conditions = condition is null ? [] : [condition], OrderBy = orderBy };
        List<string> read = [];
        IAsyncEnumerable<Run> runs = Client(service)
            .Runs.ListAsync(Runs, query, new Notices(), TestContext.Current.CancellationToken);
        await foreach (Run run in runs)
        {
            read.Add(run.Id);
            waiting.Remove(run.Id);
            if (orderBy is not null)
                waiting.Insert(0, run.Id);
        }
        Assert.Equal(Enumerable.Range(1, 9).Select(number => $"{number}"), read);
    }

    [Theory]
    [InlineData(null, "inProgress", true)]
    [InlineData("processingStatus eq 'queued'", null, true)]
    [InlineData("processingStatus eq 'completed'", "completed", true)]
    [InlineData(null, "completed", false)]
    [InlineData("processingStatus ne 'completed'", null, true)]
    [InlineData("completedDateTime eq null", null, true)]
    [InlineData("failureReason eq null", null, true)]
    [InlineData("startedDateTime gt 2026-01-01T00:00:00Z", null, true)]
    [InlineData("createdDateTime gt 2026-01-01T00:00:00Z", null, false)]
    [InlineData("subject/id eq 'x'", null, false)]
    [InlineData(null, null, false)]
    public async Task What_may_leave_the_collection_meanwhile_is_read_to_its_end_first(
        string? filter,
        string? status,
        bool isBuffered
    )
    {
        FakeService service = Pages(count: 5, size: 3);
        ODataQuery query = new()
        {
            Filter = filter,
            Conditions =
            [
                .. new[]
                {
                    FilterClause.In("processingStatus", status is null ? null : [status]),
                }.OfType<FilterClause>(),
            ],
        };
        await foreach (
            Run _ in Client(service).Runs.ListAsync(Runs, query, new Notices(), TestContext.Current.CancellationToken)
        )
            break;
        Assert.Equal(isBuffered ? 5 : 1, service.Requests.Count);
    }

    [Fact]
    public void Options_are_escaped_and_left_out_when_empty()
    {
        Assert.Equal("", ODataQuery.All.ToQueryString());
        Assert.Equal(
            "?$filter=displayName%20eq%20%27R%26D%20%23%2B%27&$orderby=a%20desc%2Cb&$expand=subject&$select=id%2Cx&$top=5",
            new ODataQuery
            {
                Filter = "displayName eq 'R&D #+'",
                OrderBy = "a desc,b",
                Expand = "subject",
                Select = "id,x",
                Top = 5,
                PageSize = 100,
            }.ToQueryString()
        );
        Assert.Equal("?$top=100", new ODataQuery { Top = 500, PageSize = 100 }.ToQueryString());
    }

    [Fact]
    public void Filters_are_joined_and_quotes_doubled()
    {
        Assert.Null(ODataFilter.And("", []));
        Assert.Equal("a eq 1", ODataFilter.And("a eq 1", []));
        Assert.Equal(
            "(a eq 1 or b eq 2) and subject/id eq 'O''Neil' and (s eq 'x' or s eq 'y') and t ge 2026-11-22T08:00:00.5Z",
            ODataFilter.And(
                "a eq 1 or b eq 2",
                [
                    ODataFilter.Equal("subject/id", "O'Neil"),
                    ODataFilter.EqualAny("s", ["x", "y"]),
                    ODataFilter.Compare(
                        "t",
                        "ge",
                        new DateTimeOffset(2026, 11, 22, 9, 0, 0, 500, TimeSpan.FromHours(1))
                    ),
                ]
            )
        );
    }

    private static LifecycleWorkflowsClient Client(FakeService service) => TestConnection.To(service).Client;

    private static async Task<List<Run>> ListAsync(FakeService service, ODataQuery query)
    {
        List<Run> runs = [];
        await ReadAsync(service, query, runs);
        return runs;
    }

    private static async Task ReadAsync(FakeService service, ODataQuery query, List<Run> runs)
    {
        await foreach (
            Run run in Client(service).Runs.ListAsync(Runs, query, new Notices(), TestContext.Current.CancellationToken)
        )
            runs.Add(run);
    }

    private static FakeService Pages(int count, int size) =>
        new(
            (_, number) =>
                Ok(
                    $$"""{"value":[{{string.Join(',', Enumerable.Range((number - 1) * size + 1, size).Select(id => $$"""{"id":"{{id}}"}"""))}}]{{(number < count ? $",\"@odata.nextLink\":\"https://graph.example/v1.0/page/{number + 1}\"" : "")}}}"""
                )
        );
}
