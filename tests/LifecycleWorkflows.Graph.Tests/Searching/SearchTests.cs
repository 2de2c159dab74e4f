using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Querying;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.Graph.Searching;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class SearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pending_tasks_take_one_request_for_the_workflows_one_each_for_their_runs_and_one_each_for_a_run_that_has_not_ended()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        (List<PendingTask> tasks, List<LifecycleWorkflowsException> failures) = await PendingAsync(service, new());
        Assert.Equal(
            ["w1/r1/x", "w1/r3/x", "w3/r1/x", "w3/r3/x"],
            tasks.Select(task => $"{task.WorkflowId}/{task.RunId}/{task.Id}")
        );
        Assert.Equal(
            ("inProgress", "t", "W1", "adele@contoso.com"),
            (
                tasks[0].ProcessingStatus,
                tasks[0].TaskId,
                tasks[0].WorkflowDisplayName,
                tasks[0].Subject!.UserPrincipalName
            )
        );
        Assert.Equal(TimeSpan.FromMinutes(30), tasks[0].DueDateTime - tasks[0].StartedDateTime);
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(failures).Condition);
        Assert.Equal(1 + 3 + 4 + 1, service.Requests.Count);
        Assert.All(
            service.Requests,
            request =>
                Assert.Equal(
                    request.Uri.Segments[^1] switch
                    {
                        "runs" =>
                            "?$filter=processingStatus ne 'completed' and processingStatus ne 'completedWithErrors' "
                                + "and processingStatus ne 'canceled' and processingStatus ne 'failed'",
                        "taskProcessingResults" => "?$filter=processingStatus eq 'inProgress'&$expand=subject",
                        _ => "",
                    },
                    Uri.UnescapeDataString(request.Uri.Query)
                )
        );
    }

    [Fact]
    public async Task Only_the_tasks_of_a_wanted_user_are_pending()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        Assert.Equal(
            4,
            (await PendingAsync(service, new(), isWanted: FilterClause.UserNamed("adele@contoso.com"))).Tasks.Count
        );
        Assert.Empty((await PendingAsync(service, new(), isWanted: FilterClause.UserNamed("zoe@contoso.com"))).Tasks);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task No_more_requests_are_under_way_than_allowed(int limit)
    {
        Crowd crowd = new(limit);
        string workflows = string.Join(',', Enumerable.Range(0, 12).Select(number => $$"""{"id":"{{number}}"}"""));
        FakeService service = new(
            async (request, _) =>
            {
                if (request.Uri.Segments[^1] == "workflows")
                    return Ok($$"""{"value":[{{workflows}}]}""");
                await crowd.PassAsync();
                return Tenant(request.Uri);
            }
        );
        Assert.Equal(24, (await PendingAsync(service, new(), limit)).Tasks.Count);
        Assert.Equal(limit, crowd.Most);
    }

    [Fact]
    public async Task A_walk_that_takes_seconds_tells_how_far_it_is_and_takes_that_away_at_its_end()
    {
        FakeService service = new(
            async (request, _) =>
            {
                await Task.Delay(500, Token);
                return Tenant(request.Uri);
            }
        );
        Notices notices = new();
        await PendingAsync(service, notices);
        Assert.Contains(
            notices.Progresses,
            progress =>
                progress.Activity == "Searching for pending tasks"
                && progress.Status.Contains("tasks found", StringComparison.Ordinal)
        );
        Assert.True(notices.Progresses.Last().IsCompleted);
    }

    [Fact]
    public async Task Without_permission_to_read_extensions_due_times_are_empty_and_one_warning_says_so()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.AbsolutePath.EndsWith("customTaskExtensions", StringComparison.Ordinal)
                    ? Refusal(403, "Authorization_RequestDenied")
                    : Tenant(request.Uri)
        );
        Notices notices = new();
        (List<PendingTask> tasks, _) = await PendingAsync(service, notices);
        Assert.All(tasks, task => Assert.Null(task.DueDateTime));
        Assert.Contains(
            "LifecycleWorkflows-CustomExt.Read.All",
            Assert.Single(notices.Warnings),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_concerns_all_ends_the_search()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.AbsolutePath.EndsWith("/runs", StringComparison.Ordinal)
                    ? Refusal(403, "Authorization_RequestDenied")
                    : Tenant(request.Uri)
        );
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            PendingAsync(service, new())
        );
        Assert.Equal(ErrorCondition.PermissionDenied, error.Condition);
    }

    [Fact]
    public async Task A_consumer_that_has_enough_leaves_no_request_behind()
    {
        TaskCompletionSource isAsked = new();
        Counting counting = new(
            new FakeService(
                async (request, _) =>
                {
                    if (request.Uri.AbsolutePath.Contains("/w3/runs/r1/", StringComparison.Ordinal))
                    {
                        isAsked.SetResult();
                        await Task.Delay(Timeout.Infinite, Token);
                    }
                    if (request.Uri.AbsolutePath.Contains("/w1/runs/r1/", StringComparison.Ordinal))
                        await isAsked.Task;
                    return Tenant(request.Uri);
                }
            )
        );
        LifecycleWorkflowsClient client = TestConnection.To(counting).Client;
        await FirstAsync().WaitAsync(TimeSpan.FromSeconds(20), Token);
        Assert.True(isAsked.Task.IsCompleted);
        Assert.Equal(0, counting.Active);

        async Task FirstAsync()
        {
            Notices notices = new();
            await foreach (
                ItemResult<PendingTask> found in new PendingTaskSearch(client).FindAsync(
                    new PendingTaskSearch(client).AllWorkflowsAsync(deleted: false, ApiVersions.V1, [], notices, Token),
                    8,
                    new(client, ApiVersions.V1, notices, Token),
                    [],
                    notices,
                    Token
                )
            )
            {
                Assert.NotNull(found.Item);
                break;
            }
        }
    }

    [Theory]
    [InlineData(null, null, null, "r1a r1b r2a r2b r3a r3b")]
    [InlineData(1, null, null, "r1a")]
    [InlineData(3, null, null, "r1a r1b r2a")]
    [InlineData(100, null, null, "r1a r1b r2a r2b r3a r3b")]
    [InlineData(null, "createdDateTime", null, "r1a r2a r3a r1b r2b r3b")]
    [InlineData(null, "createdDateTime desc", null, "r3b r2b r1b r3a r2a r1a")]
    [InlineData(2, "createdDateTime desc", null, "r3b r2b")]
    [InlineData(4, "createdDateTime", null, "r1a r2a r3a r1b")]
    [InlineData(null, null, "adele@contoso.com", "r1u1 r3u1")]
    [InlineData(null, "createdDateTime desc", "adele@contoso.com", "r3u1 r1u1")]
    [InlineData(1, null, "adele@contoso.com", "r1u1")]
    [InlineData(null, null, "zoe@contoso.com", "")]
    public async Task The_results_of_a_workflow_are_those_of_all_its_runs(
        int? top,
        string? orderBy,
        string? user,
        string ids
    )
    {
        FakeService service = new((request, _) => WholeWorkflow(request.Uri));
        ODataQuery wanted = new()
        {
            Top = top,
            OrderBy = orderBy,
            Conditions = user is null ? [] : [FilterClause.UserNamed(user)],
        };
        List<TaskProcessingResult> results = await AllAsync(
            new WorkflowResultReader(TestConnection.To(service).Client).ResultsAsync(
                RunsOf("w"),
                wanted,
                new Notices(),
                Token
            )
        );
        Assert.Equal(ids, string.Join(' ', results.Select(result => result.Id)));
        Assert.All(results, result => Assert.Equal(("w", result.Id[..2]), (result.WorkflowId, result.RunId)));
        IEnumerable<SentRequest> lists = service.Requests.Where(request =>
            request.Uri.Segments[^1] == "taskProcessingResults"
        );
        string?[] options =
        [
            orderBy is null ? null : $"$orderby={orderBy}",
            user is null ? null : "$expand=subject",
            top is null || orderBy is not null ? null : $"$top={top}",
        ];
        string asked = string.Join('&', options.OfType<string>()) is { Length: > 0 } query ? $"?{query}" : "";
        Assert.All(lists, request => Assert.Equal(asked, Uri.UnescapeDataString(request.Uri.Query)));
        if (user is not null)
        {
            IEnumerable<SentRequest> users = service.Requests.Where(request =>
                request.Uri.Segments[^1] == "userProcessingResults"
            );
            Assert.All(users, request => Assert.Equal("?$expand=subject", Uri.UnescapeDataString(request.Uri.Query)));
            Assert.DoesNotContain(
                service.Requests,
                request => request.Uri.AbsolutePath.Contains("/r2/", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public async Task Of_a_workflow_eight_runs_are_read_at_once()
    {
        Crowd crowd = new(8);
        string runs = string.Join(',', Enumerable.Range(10, 20).Select(number => $$"""{"id":"r{{number}}"}"""));
        FakeService service = new(
            async (request, _) =>
            {
                if (request.Uri.Segments[^1] == "runs")
                    return Ok($$"""{"value":[{{runs}}]}""");
                await crowd.PassAsync();
                return Ok("""{"value":[{"id":"x"}]}""");
            }
        );
        WorkflowResultReader reader = new(TestConnection.To(service).Client);
        Assert.Equal(
            20,
            (await AllAsync(reader.ResultsAsync(RunsOf("w"), ODataQuery.All, new Notices(), Token))).Count
        );
        Assert.Equal(8, crowd.Most);
    }

    [Fact]
    public async Task Of_a_workflow_no_result_is_asked_for_when_none_is_wanted()
    {
        FakeService service = new((request, _) => WholeWorkflow(request.Uri));
        Assert.Empty(
            await AllAsync(
                new WorkflowResultReader(TestConnection.To(service).Client).ResultsAsync(
                    RunsOf("w"),
                    new() { Top = 0 },
                    new Notices(),
                    Token
                )
            )
        );
        Assert.Empty(service.Requests);
    }

    public static TheoryData<ErrorCondition> Conditions() => [.. Enum.GetValues<ErrorCondition>()];

    [Theory]
    [MemberData(nameof(Conditions))]
    public async Task What_concerns_one_alone_is_told_apart_from_what_concerns_all(ErrorCondition condition)
    {
        bool isAlone =
            condition
            is ErrorCondition.InvalidRequest
                or ErrorCondition.NotFound
                or ErrorCondition.RequestTimeout
                or ErrorCondition.ServiceUnavailable
                or ErrorCondition.UnreadableResponse;
        LifecycleWorkflowsException failure = new(condition, "", "");
        Task<IReadOnlyList<ItemResult<Run>>> alone = ItemResult.CaptureAsync<Run>(() => throw failure);
        if (isAlone)
            Assert.Equal([new(null, failure)], await alone);
        else
            Assert.Same(failure, await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => alone));
    }

    [Theory]
    [InlineData(false, "workflows")]
    [InlineData(true, "deletedItems/workflows")]
    public async Task A_workflow_is_looked_for_by_its_name_where_it_is(bool deleted, string path)
    {
        FakeService service = new(() => Ok("""{"value":[{"id":"w1","displayName":"One"}]}"""));
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        NameResolver names = new(client);
        Assert.Equal("w1", await names.WorkflowIdAsync(new("one"), deleted, ApiVersions.V1, new Notices(), Token));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            names.WorkflowIdAsync(new("two"), deleted, ApiVersions.V1, new Notices(), Token)
        );
        Assert.Contains(
            deleted ? "No deleted workflow has" : "No workflow has",
            error.Message,
            StringComparison.Ordinal
        );
        ItemResult<SearchScope> scope = Assert.Single(
            await AllAsync(
                new PendingTaskSearch(client).AllWorkflowsAsync(deleted, ApiVersions.V1, [], new Notices(), Token)
            )
        );
        Assert.Equal(
            ("w1", deleted, "One"),
            (scope.Item!.Place.Ids.WorkflowId, scope.Item.Place.Ids.Deleted, scope.Item.WorkflowDisplayName)
        );
        Assert.All(
            service.Requests,
            request =>
                Assert.EndsWith("/lifecycleWorkflows/" + path, request.Uri.AbsolutePath, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_task_is_looked_for_by_its_name_in_its_workflow()
    {
        FakeService service = new(() =>
            Ok(
                """
                {"value":[{"id":"t1","displayName":"Create mailbox"},{"id":"t2","displayName":"Delete mailbox"}]}
                """
            )
        );
        NameResolver names = new(TestConnection.To(service).Client);
        Assert.Equal(
            "t2",
            await names.TaskIdAsync(
                new("delete MAILBOX"),
                new() { WorkflowId = "w" },
                ApiVersions.V1,
                new Notices(),
                Token
            )
        );
        Assert.Equal(
            "x",
            await names.TaskIdAsync(
                new("x") { IsId = true },
                new() { WorkflowId = "w" },
                ApiVersions.V1,
                new Notices(),
                Token
            )
        );
        Assert.EndsWith(
            "/workflows/w/tasks",
            Assert.Single(service.Requests).Uri.AbsolutePath,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_task_that_no_result_was_of_exists_or_is_an_error_with_the_nearest_names()
    {
        FakeService service = new(
            (request, _) =>
                Ok(
                    request.Uri.AbsolutePath.Contains("/w1/", StringComparison.Ordinal)
                        ? """{"value":[{"id":"t1","displayName":"Create mailbox"}]}"""
                        : """{"value":[{"id":"t2","displayName":"Send mail"}]}"""
                )
        );
        NameResolver names = new(TestConnection.To(service).Client);
        ResourcePath[] lists = [TasksOf("w1"), TasksOf("w2")];
        await names.RequireTaskAsync(new("create MAILBOX"), "Task", lists, new Notices(), Token);
        Assert.Single(service.Requests);
        await names.RequireTaskAsync(new("send mail"), "Task", lists, new Notices(), Token);
        await names.RequireTaskAsync(new("t2") { IsId = true }, "TaskId", lists, new Notices(), Token);
        foreach (NameOrId unknown in (NameOrId[])[new("Create mailbx"), new("Send mail") { IsId = true }])
        {
            LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
                names.RequireTaskAsync(unknown, "Task", [TasksOf("w1")], new Notices(), Token)
            );
            Assert.Equal(ErrorCondition.NotFound, error.Condition);
            Assert.Contains("'Create mailbox'", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("r", "t", null)]
    [InlineData("R", "t", "-RunId")]
    [InlineData("r", "x", "-TaskId")]
    public async Task A_task_report_is_of_the_run_and_task_that_were_given_beside_it(
        string run,
        string task,
        string? named
    )
    {
        FakeService service = new(() => Ok("""{"id":"p","runId":"r","task":{"id":"t"}}"""));
        ResourceKey ids = new()
        {
            WorkflowId = "w",
            TaskReportId = "p",
            RunId = run,
            TaskId = task,
        };
        ResourcePath place = ResourceCollection.TaskProcessingResults.ResolvePath(
            new() { WorkflowId = "w", TaskReportId = "p" },
            ApiVersions.V1
        ) with
        {
            Ids = ids,
        };
        Selection selection = new(place, false, [], [new("RunId", "runId", run), new("TaskId", "task/id", task)]);
        Task required = new NameResolver(TestConnection.To(service).Client).RequireReportAsync(
            selection,
            new Notices(),
            Token
        );
        if (named is null)
            await required;
        else
            Assert.Contains(
                named,
                (await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => required)).Message,
                StringComparison.Ordinal
            );
        Assert.EndsWith(
            "/workflows/w/taskReports/p",
            Assert.Single(service.Requests).Uri.AbsolutePath,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Results_of_several_runs_are_sorted_by_what_they_have_or_not_at_all()
    {
        FakeService service = new((request, _) => WholeWorkflow(request.Uri));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            AllAsync(
                new WorkflowResultReader(TestConnection.To(service).Client).ResultsAsync(
                    RunsOf("w"),
                    new() { OrderBy = "nonsense" },
                    new Notices(),
                    Token
                )
            )
        );
        Assert.Contains("-OrderBy", error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Results_of_several_runs_that_are_sorted_by_a_user_bring_the_user_along()
    {
        FakeService service = new((request, _) => WholeWorkflow(request.Uri));
        await AllAsync(
            new WorkflowResultReader(TestConnection.To(service).Client).ResultsAsync(
                RunsOf("w"),
                new() { OrderBy = "subject/displayName", Select = "id" },
                new Notices(),
                Token
            )
        );
        string[] queries =
        [
            .. service
                .Requests.Where(request => request.Uri.Segments[^1] == "taskProcessingResults")
                .Select(request => Uri.UnescapeDataString(request.Uri.Query)),
        ];
        Assert.NotEmpty(queries);
        Assert.All(queries, query => Assert.Equal("?$orderby=subject/displayName&$expand=subject", query));
    }

    [Fact]
    public async Task A_given_workflow_is_read_only_for_its_name()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.Segments[^1] switch
                {
                    "b" => Ok("""{"id":"b","displayName":"B"}"""),
                    "d" => Ok("""{"id":"d"}"""),
                    _ => Refusal(404, "ResourceNotFound"),
                }
        );
        SearchScope named = Scope(RunsOf("a"), "A"),
            unnamed = Scope(ResultsOf("b", "r"), null);
        SearchScope missing = Scope(
            ResourceCollection.Runs.ResolvePath(new() { WorkflowId = "c", Deleted = true }, ApiVersions.Beta),
            null
        );
        SearchScope nameless = Scope(RunsOf("d"), null);
        PendingTaskSearch search = new(TestConnection.To(service).Client);
        List<ItemResult<SearchScope>> scopes = await AllAsync(
            search.WithNamesAsync([named, unnamed, missing, nameless], 2, new Notices(), Token)
        );
        Assert.Equal(
            [named, unnamed with { WorkflowDisplayName = "B" }, null, nameless with { WorkflowDisplayName = "" }],
            scopes.Select(scope => scope.Item)
        );
        Assert.Equal(ErrorCondition.NotFound, scopes[2].Failure!.Condition);
        Assert.Equal(
            [
                "/beta/identityGovernance/lifecycleWorkflows/deletedItems/workflows/c",
                "/v1.0/identityGovernance/lifecycleWorkflows/workflows/b",
                "/v1.0/identityGovernance/lifecycleWorkflows/workflows/d",
            ],
            service.Requests.Select(request => request.Uri.AbsolutePath).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_given_run_is_not_looked_for()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        LifecycleWorkflowsException failure = new(ErrorCondition.NotFound, "", "");
        SearchScope run = Scope(ResultsOf("w1", "r3"), "W1");
        CallbackDeadlines dueTimes = new(client, ApiVersions.V1, new Notices(), Token);
        IAsyncEnumerable<ItemResult<SearchScope>> scopes = ParallelReading.ToAsyncEnumerable<ItemResult<SearchScope>>([
            new(run, null),
            new(null, failure),
        ]);
        List<ItemResult<PendingTask>> found = await AllAsync(
            new PendingTaskSearch(client).FindAsync(scopes, 8, dueTimes, [], new Notices(), Token)
        );
        Assert.Equal(("r3", "x", failure), (found[0].Item!.RunId, found[0].Item!.Id, found[1].Failure));
        Assert.DoesNotContain(service.Requests, request => request.Uri.Segments[^1] == "runs");
    }

    [Fact]
    public async Task Names_are_found_in_any_case_and_ids_as_they_stand()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        NameResolver names = new(TestConnection.To(service).Client);
        Assert.Equal("w3", await names.WorkflowIdAsync(new("the THIRD"), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal("w1", await names.WorkflowIdAsync(new("w1"), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal(2, service.Requests.Count);
        string guid = "16e71b26-ebe6-5083-b539-bf226f56f02e";
        Assert.Equal(guid, await names.WorkflowIdAsync(new(guid), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal(2, service.Requests.Count);
    }

    private static async Task<(List<PendingTask> Tasks, List<LifecycleWorkflowsException> Failures)> PendingAsync(
        FakeService service,
        Notices notices,
        int limit = 8,
        FilterClause? isWanted = null
    )
    {
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        CallbackDeadlines dueTimes = new(client, ApiVersions.V1, notices, Token);
        List<PendingTask> tasks = [];
        List<LifecycleWorkflowsException> failures = [];
        await foreach (
            ItemResult<PendingTask> found in new PendingTaskSearch(client).FindAsync(
                new PendingTaskSearch(client).AllWorkflowsAsync(deleted: false, ApiVersions.V1, [], notices, Token),
                limit,
                dueTimes,
                isWanted is null ? [] : [isWanted],
                notices,
                Token
            )
        )
        {
            if (found.Item is not null)
                tasks.Add(found.Item);
            else
                failures.Add(found.Failure!);
        }
        return (tasks, failures);
    }

    private static ResourcePath TasksOf(string workflow) =>
        ResourceCollection.WorkflowTasks.ResolvePath(new() { WorkflowId = workflow }, ApiVersions.V1);

    private static ResourcePath RunsOf(string workflow) =>
        ResourceCollection.Runs.ResolvePath(new() { WorkflowId = workflow }, ApiVersions.V1);

    private static ResourcePath ResultsOf(string workflow, string run) =>
        ResourceCollection.TaskProcessingResults.ResolvePath(
            new() { WorkflowId = workflow, RunId = run },
            ApiVersions.V1
        );

    private static SearchScope Scope(ResourcePath place, string? name) =>
        new(place, IsWalk: false, name) { Conditions = [] };

    private static Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items) => ParallelReading.ToListAsync(items, Token);

    private static HttpResponseMessage Tenant(Uri uri)
    {
        string path = uri.AbsolutePath["/v1.0/identityGovernance/lifecycleWorkflows/".Length..];
        return path switch
        {
            "workflows" => Ok(
                """{"value":[{"id":"w1","displayName":"W1"},"""
                    + """{"id":"w2","displayName":"W2"},{"id":"w3","displayName":"The third"}]}"""
            ),
            "workflows/w2/runs" => Refusal(404, "ResourceNotFound"),
            "customTaskExtensions" => Ok(
                """{"value":[{"id":"e","callbackConfiguration":{"timeoutDuration":"PT30M"}}]}"""
            ),
            _ when path.EndsWith("/runs", StringComparison.Ordinal) => Kept(
                uri,
                [
                    ("inProgress", """{"id":"r1","processingStatus":"inProgress"}"""),
                    ("completed", """{"id":"r2","processingStatus":"completed"}"""),
                    ("quarantined", """{"id":"r3","processingStatus":"quarantined"}"""),
                    ("failed", """{"id":"r4","processingStatus":"failed"}"""),
                ]
            ),
            _ => Kept(
                uri,
                [
                    ("failed", """{"id":"y","processingStatus":"failed"}"""),
                    (
                        "inProgress",
                        """
                        {"id":"x","processingStatus":"inProgress","startedDateTime":"2026-01-01T00:00:00Z",
                        "subject":{"id":"u","userPrincipalName":"adele@contoso.com"},
                        "task":{"id":"t","arguments":[{"name":"customTaskExtensionID","value":"E"}]}}
                        """
                    ),
                ]
            ),
        };
    }

    /// <summary>Those items whose status a filter takes.</summary>
    private static HttpResponseMessage Kept(Uri uri, (string Status, string Json)[] items)
    {
        string filter = Uri.UnescapeDataString(uri.Query);
        IEnumerable<string> kept = items
            .Where(item => !filter.Contains($" ne '{item.Status}'", StringComparison.Ordinal))
            .Where(item =>
                !filter.Contains(" eq '", StringComparison.Ordinal)
                || filter.Contains($" eq '{item.Status}'", StringComparison.Ordinal)
            )
            .Select(item => item.Json);
        return Ok($$"""{"value":[{{string.Join(',', kept)}}]}""");
    }

    /// <summary>A workflow with three runs, of which the second had no users.</summary>
    private static HttpResponseMessage WholeWorkflow(Uri uri)
    {
        string[] path = uri.AbsolutePath["/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/runs".Length..]
            .Split('/');
        return path switch
        {
            [_] => Ok("""{"value":[{"id":"r1","totalUsersCount":2},{"id":"r2","totalUsersCount":0},{"id":"r3"}]}"""),
            [_, var run, "taskProcessingResults"] => Ok(
                $$"""
                {"value":[{"id":"{{run}}a","createdDateTime":"2026-01-01T00:00:0{{run[1]}}Z"},
                {"id":"{{run}}b","createdDateTime":"2026-01-02T00:00:0{{run[1]}}Z"}]}
                """
            ),
            [_, _, "userProcessingResults"] => Ok(
                """
                {"value":[{"id":"u2","subject":{"id":"2"}},
                {"id":"u1","subject":{"id":"1","userPrincipalName":"Adele@contoso.com"}}]}
                """
            ),
            [_, var run, _, var user, _] => Ok(
                $$"""{"value":[{"id":"{{run}}{{user}}","createdDateTime":"2026-01-01T00:00:0{{run[1]}}Z"}]}"""
            ),
            _ => Status(404),
        };
    }

    /// <summary>Counts the requests that are under way.</summary>
    private sealed class Counting(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _active;

        public int Active => Volatile.Read(ref _active);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Interlocked.Increment(ref _active);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _active);
            }
        }
    }
}
