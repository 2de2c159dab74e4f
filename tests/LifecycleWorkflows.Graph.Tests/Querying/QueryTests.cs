using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What a listing asks for, and what is decided here instead.</summary>
public sealed class QueryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(0, true, false)]
    [InlineData(1, true, false)]
    [InlineData(null, false, false)]
    public void After_includes_its_moment_and_before_does_not(int? ticks, bool isFrom, bool isBefore)
    {
        Run run = new() { StartedDateTime = ticks is { } offset ? Noon.AddTicks(offset) : null };
        Assert.Equal(
            (isFrom, isBefore),
            (
                FilterClause.OnOrAfter("startedDateTime", Noon)!.Matches(run),
                FilterClause.Before("startedDateTime", Noon)!.Matches(run)
            )
        );
    }

    [Theory]
    [InlineData("queued", true)]
    [InlineData("inProgress", true)]
    [InlineData("canceling", true)]
    [InlineData("quarantined", true)]
    [InlineData("someday", true)]
    [InlineData("completed", false)]
    [InlineData("completedWithErrors", false)]
    [InlineData("canceled", false)]
    [InlineData("failed", false)]
    public void What_has_not_ended_may_change(string status, bool canChange)
    {
        Run run = new() { ProcessingStatus = status };
        Assert.Equal(canChange, FilterClause.NotEnded.Matches(run));
        Assert.Equal(canChange, FilterClause.In("processingStatus", [status])!.IsVolatile);
        Assert.Equal(canChange, FilterClause.In("processingStatus", ["completed", status])!.IsVolatile);
        Assert.Equal(canChange, FilterClause.In("processingStatus", [status, "failed"])!.IsVolatile);
        Assert.Equal(
            (true, true, false, false),
            (Is(status), Is("completed", status), Is("completed,failed,x"), Is(status.ToUpperInvariant()))
        );

        bool Is(params string[] values) => FilterClause.In("processingStatus", values)!.Matches(run);
    }

    [Theory]
    [InlineData("state", "submitted", true)]
    [InlineData("state", "delivered", false)]
    [InlineData("state", "delivered submitted", true)]
    [InlineData("status", "Delivered", true)]
    [InlineData("id", "inProgress", false)]
    public void Whether_a_filter_is_steady_depends_on_its_property(string property, string values, bool isUnsteady) =>
        Assert.Equal(isUnsteady, FilterClause.In(property, values.Split(' '))!.IsVolatile);

    [Fact]
    public void Conditions_are_put_to_the_service_in_its_own_words()
    {
        Assert.Null(FilterClause.In("id", null));
        Assert.Null(FilterClause.OnOrAfter("id", null));
        Assert.Null(FilterClause.Before("id", null));
        Assert.Equal("id eq 'x'", FilterClause.In("id", ["x"])!.ToOData());
        Assert.Equal(
            "(requestState eq 'x' or requestState eq 'y')",
            FilterClause.In("state", ["x", "y"])!.WithProperty("requestState").ToOData()
        );
        Assert.True(
            FilterClause
                .In("state", ["x"])!
                .WithProperty("requestState")
                .Matches(new AccessPackageAssignmentRequest { State = "x" })
        );
        Assert.Equal("a ge 2026-11-22T12:00:00Z", FilterClause.OnOrAfter("a", Noon)!.WithProperty("b").ToOData());
        Assert.Equal("a lt 2026-11-22T12:00:00Z", FilterClause.Before("a", Noon)!.ToOData());
        Assert.Equal(
            "processingStatus ne 'completed' and processingStatus ne 'completedWithErrors' "
                + "and processingStatus ne 'canceled' and processingStatus ne 'failed'",
            FilterClause.NotEnded.ToOData()
        );
        Assert.True(FilterClause.NotEnded.IsVolatile);
        Assert.False(FilterClause.OnOrAfter("startedDateTime", Noon)!.IsVolatile);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(" ", false)]
    [InlineData("startedDateTime", true)]
    [InlineData("startedDateTime desc, id asc", true)]
    [InlineData("subject/id", true)]
    [InlineData("startedDateTime up", false)]
    [InlineData("startedDateTime desc desc", false)]
    [InlineData("startedDateTime,nonsense", false)]
    [InlineData("subject", false)]
    [InlineData("subject/nonsense", false)]
    [InlineData("nonsense/id", false)]
    [InlineData("id,", false)]
    [InlineData("/", false)]
    public void An_order_is_known_when_all_its_properties_are(string? orderBy, bool isKnown) =>
        Assert.Equal(isKnown, ClientSideComparer.Of(orderBy, typeof(TaskProcessingResult)) is not null);

    [Theory]
    [InlineData("startedDateTime,id", "d a c b")]
    [InlineData("startedDateTime desc,id desc", "b c a d")]
    [InlineData("failureReason,id", "a d c b")]
    [InlineData("subject/id desc,id", "b a c d")]
    [InlineData("subject/id,id desc", "d c a b")]
    public void Items_are_put_in_order_as_a_service_does(string orderBy, string ids)
    {
        TaskProcessingResult[] items =
        [
            new()
            {
                Id = "a",
                StartedDateTime = Noon,
                Subject = new() { Id = "1" },
            },
            new()
            {
                Id = "b",
                StartedDateTime = Noon.AddHours(1),
                FailureReason = "b",
                Subject = new() { Id = "2" },
            },
            new()
            {
                Id = "c",
                StartedDateTime = Noon,
                FailureReason = "B",
                Subject = new() { Id = "1" },
            },
            new() { Id = "d" },
        ];
        ClientSideComparer order = ClientSideComparer.Of(orderBy, typeof(TaskProcessingResult))!;
        Assert.Equal(ids, string.Join(' ', items.Order<TaskProcessingResult>(order).Select(item => item.Id)));
        Assert.Equal(0, order.Compare(items[0], items[0]));
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(5, null, "5", null)]
    [InlineData(null, 7, "7", "7")]
    [InlineData(5, 7, "5", "7")]
    [InlineData(7, 7, "7", "7")]
    [InlineData(9, 7, "7", "7")]
    public void A_page_is_as_large_as_is_needed_and_what_is_chosen_here_needs_all(
        int? top,
        int? pageSize,
        string? asked,
        string? askedWhenChosenHere
    )
    {
        ODataQuery query = new() { Top = top, PageSize = pageSize };
        Assert.Equal(asked is null ? "" : $"?$top={asked}", query.ToQueryString());
        foreach (
            ODataQuery here in (ODataQuery[])
                [query with { Conditions = [FilterClause.TaskNamed("t")] }, query.OnClient()]
        )
            Assert.Equal(askedWhenChosenHere is null ? "" : $"?$top={askedWhenChosenHere}", here.ToQueryString());
        Assert.Equal(
            (false, true, true),
            (
                query.Chooses,
                (query with { Conditions = [FilterClause.TaskNamed("t")] }).Chooses,
                query.OnClient().Chooses
            )
        );
    }

    [Fact]
    public void What_is_decided_here_is_not_asked_of_the_service()
    {
        FilterClause fromNoon = FilterClause.OnOrAfter("startedDateTime", Noon)!;
        ODataQuery query = new()
        {
            Filter = "raw",
            Conditions = [fromNoon],
            OrderBy = "id",
            Select = "id",
            Expand = "subject",
        };
        Assert.Equal(
            "?$filter=(raw) and startedDateTime ge 2026-11-22T12:00:00Z&$orderby=id&$expand=subject&$select=id",
            Uri.UnescapeDataString(query.ToQueryString())
        );
        Assert.Equal("?$filter=raw&$expand=subject", query.OnClient().ToQueryString());
        Run early = new() { StartedDateTime = Noon.AddTicks(-1) },
            late = new() { StartedDateTime = Noon };
        Assert.Equal(
            (true, false, true),
            (query.IsSelected(early), query.OnClient().IsSelected(early), query.OnClient().IsSelected(late))
        );
        ODataQuery ofNobody = query with
        {
            Conditions = [.. query.Conditions, FilterClause.IdEqual("id", "x") with { IsFilter = false }],
        };
        Assert.Equal((false, false), (ofNobody.OnClient().IsSelected(late), ofNobody.IsSelected(late)));
        Assert.Equal(
            "?$filter=(raw) and startedDateTime ge 2026-11-22T12:00:00Z&$orderby=id&$expand=subject",
            Uri.UnescapeDataString(ofNobody.ToQueryString())
        );
        Assert.False(
            (
                query.OnClient() with
                {
                    Conditions = [.. query.Conditions, FilterClause.Before("startedDateTime", Noon)!],
                }
            ).IsSelected(late)
        );
    }

    [Theory]
    [InlineData(false, null, false)]
    [InlineData(true, null, true)]
    [InlineData(false, "id", true)]
    [InlineData(true, "id", true)]
    [InlineData(false, "nonsense", false)]
    [InlineData(true, "nonsense", false)]
    public void What_is_known_here_can_be_decided_here_once(bool hasCondition, string? orderBy, bool canMove)
    {
        ODataQuery query = new()
        {
            Conditions = hasCondition ? [FilterClause.OnOrAfter("startedDateTime", Noon)!] : [],
            OrderBy = orderBy,
        };
        Assert.Equal(
            (canMove, false),
            (query.CanMoveToClient(typeof(Run)), query.OnClient().CanMoveToClient(typeof(Run)))
        );
    }

    [Fact]
    public void A_refusal_is_noted_for_all_and_told_once()
    {
        ODataQuery query = new();
        Assert.False(query.AsTaken.IsOnClient);
        Assert.Equal((true, false), (query.Support.NoteRefusal(), query.Support.NoteRefusal()));
        Assert.True(query.AsTaken.IsOnClient);
    }

    [Theory]
    [InlineData("startedDateTime eq null", null, null, true)]
    [InlineData(null, "startedDateTime desc", null, true)]
    [InlineData(null, "COMPLETEDDATETIME", null, true)]
    [InlineData(null, "lastUpdatedDateTime", null, true)]
    [InlineData(null, "failedUsersCount desc", null, true)]
    [InlineData(null, "processingStatus", null, true)]
    [InlineData(null, "state", null, true)]
    [InlineData(null, "createdDateTime desc,id", null, false)]
    [InlineData(null, null, "startedDateTime", true)]
    [InlineData(null, null, "completedDateTime", true)]
    [InlineData(null, null, "createdDateTime", false)]
    public void What_changes_while_tasks_are_answered_makes_a_list_unsteady(
        string? filter,
        string? orderBy,
        string? time,
        bool isUnsteady
    )
    {
        FilterClause[] conditions = time is null ? [] : [FilterClause.OnOrAfter(time, Noon)!];
        ODataQuery query = new()
        {
            Filter = filter,
            OrderBy = orderBy,
            Conditions = conditions,
        };
        Assert.Equal(isUnsteady, query.IsVolatile);
        Assert.Equal(filter is not null, query.OnClient().IsVolatile);
    }

    [Fact]
    public void One_listing_is_told_from_another_by_all_that_chooses_its_items()
    {
        ODataQuery query = new()
        {
            Filter = "raw",
            Top = 3,
            Conditions = [FilterClause.IdEqual("id", "x"), FilterClause.TaskNamed("a")],
        };
        Assert.Equal(query.Identity, (query with { Top = 7 }).Identity);
        Assert.NotEqual(query.Identity, (query with { Filter = "other" }).Identity);
        Assert.NotEqual(
            query.Identity,
            (query with { Conditions = [FilterClause.IdEqual("id", "x"), FilterClause.TaskNamed("b")] }).Identity
        );
        Assert.NotEqual(
            query.Identity,
            (query with { Conditions = [FilterClause.IdEqual("id", "y"), FilterClause.TaskNamed("a")] }).Identity
        );
        Assert.Equal((true, false), (query.Narrows, ODataQuery.All.Narrows));
    }

    [Fact]
    public void What_is_known_to_hold_is_left_out_and_still_brings_its_relation_along()
    {
        FilterClause user = FilterClause.UserNamed("u");
        ODataQuery query = new ODataQuery { Conditions = [user, FilterClause.TaskNamed("a")], Select = "id" }.Without([
            user,
        ]);
        Assert.Equal([FilterClause.TaskNamed("a")], query.Conditions);
        Assert.Equal("?$expand=subject", query.ToQueryString());
        Assert.Equal((true, false), (user.IsOfUser, FilterClause.TaskNamed("a").IsOfUser));
    }

    [Fact]
    public void Ids_are_compared_as_guids_and_versions_filtered_by_their_number()
    {
        const string Small = "63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8";
        FilterClause id = FilterClause.IdEqual("subject/id", Small.ToUpperInvariant());
        Assert.Equal($"subject/id eq '{Small}'", id.ToOData());
        Assert.True(id.Matches(new TaskProcessingResult { Subject = new() { Id = Small } }));
        Assert.False(id.Matches(new TaskProcessingResult { Subject = new() { Id = "other" } }));
        Assert.False(id.Matches(new TaskProcessingResult()));
        FilterClause version = FilterClause.Key(ResourceCollection.WorkflowVersions, "3");
        Assert.Equal("versionNumber eq 3", version.ToOData());
        Assert.Equal(
            (true, false),
            (
                version.Matches(new WorkflowVersion { VersionNumber = 3 }),
                version.Matches(new WorkflowVersion { VersionNumber = 2 })
            )
        );
        Assert.Equal("id eq 'x'", FilterClause.Key(ResourceCollection.Runs, "x").ToOData());
        Assert.Equal(
            (true, false),
            (
                FilterClause.Of(new("RunId", "runId", "r")).IsFilter,
                FilterClause.Of(new("TaskId", "task/id", "t")).IsFilter
            )
        );
    }

    [Theory]
    [InlineData(null, "subject")]
    [InlineData("task", "task,subject")]
    [InlineData("subject,task", "subject,task")]
    [InlineData("subject($select=id)", "subject")]
    [InlineData("task($select=id),subject($select=id)", "task($select=id),subject")]
    [InlineData("subject($select=id;$expand=manager($select=id))", "subject($expand=manager($select=id))")]
    [InlineData("task($expand=subject)", "task($expand=subject),subject")]
    [InlineData("subject($select", "subject($select")]
    [InlineData("subjects", "subjects,subject")]
    public void A_user_is_brought_along_once(string? expand, string expected) =>
        Assert.Equal(
            $"?$expand={expected}",
            Uri.UnescapeDataString(
                new ODataQuery { Expand = expand, Conditions = [FilterClause.UserNamed("u")] }.ToQueryString()
            )
        );

    [Theory]
    [InlineData("task($select=id)", "task")]
    [InlineData("subject($select=id),task( $select=id )", "subject($select=id),task")]
    [InlineData("subject($select=id)", "subject($select=id)")]
    public void A_task_that_is_looked_at_is_read_whole(string expand, string expected)
    {
        ODataQuery query = new() { Expand = expand, Conditions = [FilterClause.TaskNamed("t")] };
        Assert.Equal($"?$expand={expected}", Uri.UnescapeDataString(query.ToQueryString()));
        query = query with { Conditions = [FilterClause.Of(new("TaskId", "task/id", "t"))] };
        Assert.Equal($"?$expand={expected}", Uri.UnescapeDataString(query.ToQueryString()));
    }

    [Theory]
    [InlineData("createdDateTime desc", null, null)]
    [InlineData("subject/id", null, null)]
    [InlineData("task/displayName", null, null)]
    [InlineData("task/displayName", "task($select=id)", "task")]
    [InlineData("subject/displayName", null, "subject")]
    [InlineData("id, subject/displayName desc", "subject($select=id)", "subject")]
    public void What_is_sorted_by_here_is_read(string orderBy, string? expand, string? expected)
    {
        ODataQuery query = new()
        {
            OrderBy = orderBy,
            Expand = expand,
            Select = "id",
        };
        string asked = expected is null ? "" : $"$expand={expected}";
        Assert.Equal($"?{asked}".TrimEnd('?'), Uri.UnescapeDataString(query.OnClient().ToQueryString()));
        Assert.Equal(
            $"?$orderby={orderBy}&{asked}".TrimEnd('&'),
            Uri.UnescapeDataString((query with { IsSortedOnClient = true }).ToQueryString())
        );
        Assert.Equal(expected, (query with { IsSortedOnClient = true }).OfOne(isLookedAt: false).Expand);
        Assert.Null((query with { IsSortedOnClient = true }).OfOne(isLookedAt: false).Select);
        Assert.Equal("id", query.OfOne(isLookedAt: false).Select);
    }

    [Theory]
    [InlineData("ADELE@contoso.com", true)]
    [InlineData("u1", true)]
    [InlineData("U1", false)]
    [InlineData("63CAAAAD-6AB5-5C2B-92D5-CE0EB95BC2B8", true)]
    [InlineData("adele", false)]
    public void A_user_is_known_by_sign_in_name_or_id(string name, bool isMeant)
    {
        FilterClause named = FilterClause.UserNamed(name);
        string id = name.Length == 36 ? "63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8" : "u1";
        Assert.Equal(
            isMeant,
            named.Matches(
                new TaskProcessingResult
                {
                    Subject = new() { Id = id, UserPrincipalName = "adele@contoso.com" },
                }
            )
        );
        Assert.False(named.Matches(new TaskProcessingResult()));
        Assert.DoesNotContain(
            "adele",
            new ODataQuery { Conditions = [named] }.ToQueryString(),
            StringComparison.OrdinalIgnoreCase
        );
    }
}
