using LifecycleWorkflows.Graph.Resources;

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
            (Condition.From("startedDateTime", Noon)!.Holds(run), Condition.Before("startedDateTime", Noon)!.Holds(run))
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
        Assert.Equal(canChange, Condition.NotEnded.Holds(run));
        Assert.Equal(canChange, Condition.EqualAny("processingStatus", [status])!.IsUnsteady);
        Assert.Equal(canChange, Condition.EqualAny("processingStatus", ["completed", status])!.IsUnsteady);
        Assert.Equal(canChange, Condition.EqualAny("processingStatus", [status, "failed"])!.IsUnsteady);
        Assert.Equal(
            (true, true, false, false),
            (Is(status), Is("completed", status), Is("completed,failed,x"), Is(status.ToUpperInvariant()))
        );

        bool Is(params string[] values) => Condition.EqualAny("processingStatus", values)!.Holds(run);
    }

    [Theory]
    [InlineData("state", "submitted", true)]
    [InlineData("state", "delivered", false)]
    [InlineData("state", "delivered submitted", true)]
    [InlineData("status", "Delivered", true)]
    [InlineData("id", "inProgress", false)]
    public void Whether_a_filter_is_steady_depends_on_its_property(string property, string values, bool isUnsteady) =>
        Assert.Equal(isUnsteady, Condition.EqualAny(property, values.Split(' '))!.IsUnsteady);

    [Fact]
    public void Conditions_are_put_to_the_service_in_its_own_words()
    {
        Assert.Null(Condition.EqualAny("id", null));
        Assert.Null(Condition.From("id", null));
        Assert.Null(Condition.Before("id", null));
        Assert.Equal("id eq 'x'", Condition.EqualAny("id", ["x"])!.ToOData());
        Assert.Equal(
            "(requestState eq 'x' or requestState eq 'y')",
            Condition.EqualAny("state", ["x", "y"])!.Named("requestState").ToOData()
        );
        Assert.True(
            Condition
                .EqualAny("state", ["x"])!
                .Named("requestState")
                .Holds(new AccessPackageAssignmentRequest { State = "x" })
        );
        Assert.Equal("a ge 2026-11-22T12:00:00Z", Condition.From("a", Noon)!.Named("b").ToOData());
        Assert.Equal("a lt 2026-11-22T12:00:00Z", Condition.Before("a", Noon)!.ToOData());
        Assert.Equal(
            "processingStatus ne 'completed' and processingStatus ne 'completedWithErrors' "
                + "and processingStatus ne 'canceled' and processingStatus ne 'failed'",
            Condition.NotEnded.ToOData()
        );
        Assert.True(Condition.NotEnded.IsUnsteady);
        Assert.False(Condition.From("startedDateTime", Noon)!.IsUnsteady);
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
        Assert.Equal(isKnown, ClientOrder.Of(orderBy, typeof(TaskProcessingResult)) is not null);

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
        ClientOrder order = ClientOrder.Of(orderBy, typeof(TaskProcessingResult))!;
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
        Query query = new() { Top = top, PageSize = pageSize };
        Assert.Equal(asked is null ? "" : $"?$top={asked}", query.ToQueryString());
        foreach (Query here in (Query[])[query with { Conditions = [Condition.TaskNamed("t")] }, query.OnClient()])
            Assert.Equal(askedWhenChosenHere is null ? "" : $"?$top={askedWhenChosenHere}", here.ToQueryString());
        Assert.Equal(
            (false, true, true),
            (query.Chooses, (query with { Conditions = [Condition.TaskNamed("t")] }).Chooses, query.OnClient().Chooses)
        );
    }

    [Fact]
    public void What_is_decided_here_is_not_asked_of_the_service()
    {
        Condition fromNoon = Condition.From("startedDateTime", Noon)!;
        Query query = new()
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
            (query.Wants(early), query.OnClient().Wants(early), query.OnClient().Wants(late))
        );
        Query ofNobody = query with
        {
            Conditions = [.. query.Conditions, Condition.IdEqual("id", "x") with { IsFilter = false }],
        };
        Assert.Equal((false, false), (ofNobody.OnClient().Wants(late), ofNobody.Wants(late)));
        Assert.Equal(
            "?$filter=(raw) and startedDateTime ge 2026-11-22T12:00:00Z&$orderby=id&$expand=subject",
            Uri.UnescapeDataString(ofNobody.ToQueryString())
        );
        Assert.False(
            (
                query.OnClient() with
                {
                    Conditions = [.. query.Conditions, Condition.Before("startedDateTime", Noon)!],
                }
            ).Wants(late)
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
        Query query = new()
        {
            Conditions = hasCondition ? [Condition.From("startedDateTime", Noon)!] : [],
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
        Query query = new();
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
        Condition[] conditions = time is null ? [] : [Condition.From(time, Noon)!];
        Query query = new()
        {
            Filter = filter,
            OrderBy = orderBy,
            Conditions = conditions,
        };
        Assert.Equal(isUnsteady, query.IsUnsteady);
        Assert.Equal(filter is not null, query.OnClient().IsUnsteady);
    }

    [Fact]
    public void One_listing_is_told_from_another_by_all_that_chooses_its_items()
    {
        Query query = new()
        {
            Filter = "raw",
            Top = 3,
            Conditions = [Condition.IdEqual("id", "x"), Condition.TaskNamed("a")],
        };
        Assert.Equal(query.Identity, (query with { Top = 7 }).Identity);
        Assert.NotEqual(query.Identity, (query with { Filter = "other" }).Identity);
        Assert.NotEqual(
            query.Identity,
            (query with { Conditions = [Condition.IdEqual("id", "x"), Condition.TaskNamed("b")] }).Identity
        );
        Assert.NotEqual(
            query.Identity,
            (query with { Conditions = [Condition.IdEqual("id", "y"), Condition.TaskNamed("a")] }).Identity
        );
        Assert.Equal((true, false), (query.Narrows, Query.All.Narrows));
    }

    [Fact]
    public void What_is_known_to_hold_is_left_out_and_still_brings_its_relation_along()
    {
        Condition user = Condition.UserNamed("u");
        Query query = new Query { Conditions = [user, Condition.TaskNamed("a")], Select = "id" }.Without([user]);
        Assert.Equal([Condition.TaskNamed("a")], query.Conditions);
        Assert.Equal("?$expand=subject", query.ToQueryString());
        Assert.Equal((true, false), (user.IsOfUser, Condition.TaskNamed("a").IsOfUser));
    }

    [Fact]
    public void Ids_are_compared_as_guids_and_versions_filtered_by_their_number()
    {
        const string Small = "63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8";
        Condition id = Condition.IdEqual("subject/id", Small.ToUpperInvariant());
        Assert.Equal($"subject/id eq '{Small}'", id.ToOData());
        Assert.True(id.Holds(new TaskProcessingResult { Subject = new() { Id = Small } }));
        Assert.False(id.Holds(new TaskProcessingResult { Subject = new() { Id = "other" } }));
        Assert.False(id.Holds(new TaskProcessingResult()));
        Condition version = Condition.Key(ResourceCollection.WorkflowVersions, "3");
        Assert.Equal("versionNumber eq 3", version.ToOData());
        Assert.Equal(
            (true, false),
            (
                version.Holds(new WorkflowVersion { VersionNumber = 3 }),
                version.Holds(new WorkflowVersion { VersionNumber = 2 })
            )
        );
        Assert.Equal("id eq 'x'", Condition.Key(ResourceCollection.Runs, "x").ToOData());
        Assert.Equal(
            (true, false),
            (Condition.Of(new("RunId", "runId", "r")).IsFilter, Condition.Of(new("TaskId", "task/id", "t")).IsFilter)
        );
    }

    [Theory]
    [InlineData(null, "subject")]
    [InlineData("task", "task,subject")]
    [InlineData("subject,task", "subject,task")]
    [InlineData("subject($select=id)", "subject($select=id)")]
    [InlineData("subjects", "subjects,subject")]
    public void A_user_is_brought_along_once(string? expand, string expected) =>
        Assert.Equal(
            $"?$expand={expected}",
            Uri.UnescapeDataString(
                new Query { Expand = expand, Conditions = [Condition.UserNamed("u")] }.ToQueryString()
            )
        );

    [Theory]
    [InlineData("ADELE@contoso.com", true)]
    [InlineData("u1", true)]
    [InlineData("U1", false)]
    [InlineData("63CAAAAD-6AB5-5C2B-92D5-CE0EB95BC2B8", true)]
    [InlineData("adele", false)]
    public void A_user_is_known_by_sign_in_name_or_id(string name, bool isMeant)
    {
        Condition named = Condition.UserNamed(name);
        string id = name.Length == 36 ? "63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8" : "u1";
        Assert.Equal(
            isMeant,
            named.Holds(
                new TaskProcessingResult
                {
                    Subject = new() { Id = id, UserPrincipalName = "adele@contoso.com" },
                }
            )
        );
        Assert.False(named.Holds(new TaskProcessingResult()));
        Assert.DoesNotContain(
            "adele",
            new Query { Conditions = [named] }.ToQueryString(),
            StringComparison.OrdinalIgnoreCase
        );
    }
}
