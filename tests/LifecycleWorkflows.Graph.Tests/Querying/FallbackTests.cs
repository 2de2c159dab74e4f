using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What happens when the service takes neither a filter nor an order.</summary>
public sealed class FallbackTests
{
    private static readonly ResourcePath Runs = new(
        ApiVersions.V1,
        new() { WorkflowId = "w" },
        "identityGovernance/lifecycleWorkflows/workflows/w/runs"
    );

    private static readonly ODataQuery Filtered = new()
    {
        Conditions =
        [
            FilterClause.In("processingStatus", ["failed", "completed"])!,
            FilterClause.OnOrAfter("startedDateTime", DateTimeOffset.Parse("2026-01-02T00:00:00Z", null))!,
        ],
        OrderBy = "failedUsersCount desc,id",
        Select = "id",
        Top = 3,
    };

    [Fact]
    public async Task The_same_rows_come_out_and_one_warning_says_why()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.Query.Contains("$filter", StringComparison.Ordinal)
                || request.Uri.Query.Contains("$orderby", StringComparison.Ordinal)
                    ? Refusal(400, "BadRequest")
                    : Ok(
                        """
                        {"value":[
                          {"id":"a","processingStatus":"failed","startedDateTime":"2026-01-02T00:00:00Z","failedUsersCount":1},
                          {"id":"b","processingStatus":"inProgress","startedDateTime":"2026-01-03T00:00:00Z","failedUsersCount":9},
                          {"id":"c","processingStatus":"failed","startedDateTime":"2026-01-01T00:00:00Z","failedUsersCount":9},
                          {"id":"d","processingStatus":"completed","startedDateTime":"2026-01-03T00:00:00Z"},
                          {"id":"e","processingStatus":"completed","startedDateTime":null},
                          {"id":"f","processingStatus":"failed","startedDateTime":"2026-01-04T00:00:00Z","failedUsersCount":4},
                          {"id":"g","processingStatus":"failed","startedDateTime":"2026-01-04T00:00:00Z","failedUsersCount":1}]}
                        """
                    )
        );
        Notices notices = new();
        for (int time = 0; time < 2; time++)
            Assert.Equal(["f", "a", "g"], await ListAsync(service, Filtered, notices));
        Assert.Single(notices.Warnings);
        Assert.Equal(
            ["$filter", "", ""],
            service.Requests.Select(request => request.Uri.Query.Split('=')[0].TrimStart('?'))
        );
    }

    [Theory]
    [InlineData("$expand", "$filter,$expand $filter", "without it, so names are missing")]
    [InlineData("$filter", "$filter,$expand $filter $expand", "filtered and sorted on the client")]
    [InlineData(
        "$filter $expand",
        "$filter,$expand $filter $expand ",
        "without it, so names are missing|filtered and sorted on the client"
    )]
    public async Task What_can_be_done_without_is_done_without_and_said_once(
        string refused,
        string requests,
        string warnings
    )
    {
        FakeService service = new(
            (request, _) =>
                refused.Split(' ').Any(option => request.Uri.Query.Contains(option, StringComparison.Ordinal))
                    ? Refusal(400, "BadRequest")
                    : Ok(
                        """{"value":[{"id":"a","processingStatus":"failed"},{"id":"b","processingStatus":"queued"}]}"""
                    )
        );
        Notices notices = new();
        ODataQuery query = new()
        {
            Conditions = [FilterClause.In("processingStatus", ["failed"])!],
            OptionalExpand = "subject",
        };
        for (int time = 0; time < 2; time++)
        {
            if (refused == "$expand")
                _ = await ListAsync(service, query, notices);
            else
                Assert.Equal(["a"], await ListAsync(service, query, notices));
        }

        Assert.Equal(
            [.. requests.Split(' '), requests.Split(' ')[^1]],
            service.Requests.Select(request =>
                string.Join(',', request.Uri.Query.TrimStart('?').Split('&').Select(option => option.Split('=')[0]))
            )
        );
        string[] expected = warnings.Split('|');
        Assert.Equal(expected.Length, notices.Warnings.Count);
        Assert.All(
            expected,
            text => Assert.Contains(notices.Warnings, each => each.Contains(text, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_refused_link_to_a_later_page_is_not_blamed_on_the_user()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.Query.Contains("skiptoken", StringComparison.Ordinal)
                    ? Refusal(400, "BadRequest")
                    : Ok("""{"@odata.nextLink":"https://graph.example/v1.0/x?$skiptoken=1","value":[{"id":"a"}]}""")
        );
        LifecycleWorkflowsException failure = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ListAsync(service, new() { Filter = "id ne 'x'" }, new Notices())
        );

        Assert.StartsWith("The list was interrupted", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.Null(failure.ServiceMessage);
    }

    [Theory]
    [InlineData("after", null, null, "c b")]
    [InlineData("before", null, null, "a")]
    [InlineData("failed", null, null, "c a")]
    [InlineData("failed", "id", null, "a c")]
    [InlineData(null, "startedDateTime", null, "a b c")]
    [InlineData(null, "startedDateTime desc", 2, "c b")]
    [InlineData("after", "startedDateTime", 1, "b")]
    public async Task A_filter_alone_and_an_order_alone_are_decided_here_too(
        string? filter,
        string? orderBy,
        int? top,
        string ids
    )
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.Query.Length > 0
                    ? Refusal(400, "BadRequest")
                    : Ok(
                        """
                        {"value":[
                          {"id":"c","processingStatus":"failed","startedDateTime":"2026-01-03T00:00:00Z"},
                          {"id":"a","processingStatus":"failed","startedDateTime":"2026-01-01T00:00:00Z"},
                          {"id":"b","processingStatus":"completed","startedDateTime":"2026-01-02T00:00:00Z"}]}
                        """
                    )
        );
        DateTimeOffset time = DateTimeOffset.Parse("2026-01-02T00:00:00Z", null);
        FilterClause? condition = filter switch
        {
            "after" => FilterClause.OnOrAfter("startedDateTime", time),
            "before" => FilterClause.Before("startedDateTime", time),
            _ => FilterClause.In("processingStatus", filter is null ? null : [filter]),
        };
        Notices notices = new();
        ODataQuery query = new()
        {
            Conditions = condition is null ? [] : [condition],
            OrderBy = orderBy,
            Top = top,
        };
        Assert.Equal(ids, string.Join(' ', await ListAsync(service, query, notices)));
        Assert.Equal((2, 1), (service.Requests.Count, notices.Warnings.Count));
    }

    [Theory]
    [InlineData(404, "", 1)]
    [InlineData(403, "", 1)]
    [InlineData(400, "Resource not found for the segment 'runs'.", 1)]
    public async Task Only_a_request_that_was_found_wrong_is_asked_differently(int status, string message, int requests)
    {
        FakeService service = new(() => Refusal(status, "Refused", message));
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ListAsync(service, Filtered with { Support = new() }, new())
        );
        Assert.Equal(requests, service.Requests.Count);
    }

    [Fact]
    public async Task A_raw_filter_and_an_unknown_order_are_errors_and_asked_once()
    {
        foreach (
            ODataQuery query in new ODataQuery[]
            {
                new() { Filter = "nonsense" },
                new() { OrderBy = "nonsense" },
                new() { OrderBy = "subject/id", Conditions = Filtered.Conditions },
            }
        )
        {
            FakeService service = new(() => Refusal(400, "BadRequest"));
            LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
                ListAsync(service, query with { Support = new() }, new())
            );
            Assert.Equal((ErrorCondition.InvalidRequest, 1), (error.Condition, service.Requests.Count));
        }
    }

    [Fact]
    public async Task What_is_wrong_for_another_reason_stays_an_error_without_a_warning()
    {
        FakeService service = new(() => Refusal(400, "BadRequest"));
        Notices notices = new();
        await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            ListAsync(service, Filtered with { Support = new() }, notices)
        );
        Assert.Empty(notices.Warnings);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task What_is_chosen_here_is_never_cut_short_by_the_service()
    {
        FakeService service = new(
            (request, number) =>
                number == 1
                    ? Ok("""{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"https://graph.example/v1.0/next"}""")
                    : Ok("""{"value":[{"id":"3"},{"id":"4"}]}""")
        );
        Assert.Equal(
            ["3"],
            await ListAsync(
                service,
                new() { Conditions = [FilterClause.IdEqual("id", "3") with { IsFilter = false }], Top = 1 },
                new()
            )
        );
        Assert.DoesNotContain("$top", service.Requests[0].Uri.Query, StringComparison.Ordinal);
    }

    private static async Task<List<string>> ListAsync(FakeService service, ODataQuery query, Notices notices)
    {
        List<string> ids = [];
        await foreach (
            Run run in TestConnection
                .To(service)
                .Client.Runs.ListAsync(Runs, query, notices, TestContext.Current.CancellationToken)
        )
            ids.Add(run.Id);
        return ids;
    }
}
