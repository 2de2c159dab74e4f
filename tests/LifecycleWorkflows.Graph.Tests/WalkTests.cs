using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class WalkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pending_tasks_take_one_request_for_the_workflows_one_each_for_their_runs_and_one_each_for_a_run_that_has_not_ended()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        (List<PendingTask> tasks, List<LifecycleWorkflowsException> failures) = await PendingAsync(service, new());
        Assert.Equal(["w1/r1", "w1/r3", "w3/r1", "w3/r3"], tasks.Select(task => $"{task.WorkflowId}/{task.RunId}"));
        Assert.Equal(("x", "t", "W1", "adele@contoso.com"), (tasks[0].Id, tasks[0].TaskId, tasks[0].WorkflowDisplayName, tasks[0].Subject!.UserPrincipalName));
        Assert.Equal(TimeSpan.FromMinutes(30), tasks[0].DueDateTime - tasks[0].StartedDateTime);
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(failures).Condition);
        Assert.Equal(1 + 3 + 4 + 1, service.Requests.Count);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        int active = 0, most = 0;
        FakeService service = new(async (request, _) =>
        {
            int now = Interlocked.Increment(ref active);
            InterlockedMax(ref most, now);
            await Task.Delay(10, Token);
            Interlocked.Decrement(ref active);
            return Tenant(request.Uri);
        });
        await PendingAsync(service, new(), limit: 2);
        // The list of workflows and that of extensions come on top, once.
        Assert.InRange(most, 2, 4);
    }

    [Fact]
    public async Task A_walk_that_takes_seconds_tells_how_far_it_is_and_takes_that_away_at_its_end()
    {
        FakeService service = new(async (request, _) =>
        {
            await Task.Delay(500, Token);
            return Tenant(request.Uri);
        });
        Notices notices = new();
        await PendingAsync(service, notices);
        Assert.Contains(notices.Progresses, progress => progress.Activity == "Looking for tasks that wait" && progress.Status.Contains("tasks found", StringComparison.Ordinal));
        Assert.True(notices.Progresses.Last().IsCompleted);
    }

    [Fact]
    public async Task Without_permission_to_read_extensions_due_times_are_empty_and_one_warning_says_so()
    {
        FakeService service = new((request, _) => request.Uri.AbsolutePath.EndsWith("customTaskExtensions", StringComparison.Ordinal) ? Refusal(403, "Authorization_RequestDenied") : Tenant(request.Uri));
        Notices notices = new();
        (List<PendingTask> tasks, _) = await PendingAsync(service, notices);
        Assert.All(tasks, task => Assert.Null(task.DueDateTime));
        Assert.Contains("LifecycleWorkflows-CustomExt.Read.All", Assert.Single(notices.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_concerns_all_ends_the_walk()
    {
        FakeService service = new((request, _) => request.Uri.AbsolutePath.EndsWith("/runs", StringComparison.Ordinal) ? Refusal(403, "Authorization_RequestDenied") : Tenant(request.Uri));
        LifecycleWorkflowsException error = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() => PendingAsync(service, new()));
        Assert.Equal(ErrorCondition.PermissionDenied, error.Condition);
    }

    [Fact]
    public async Task A_consumer_that_has_enough_leaves_no_request_behind()
    {
        FakeService service = new(async (request, _) =>
        {
            await Task.Delay(request.Uri.AbsolutePath.Contains("/w3/", StringComparison.Ordinal) ? 30_000 : 0, Token);
            return Tenant(request.Uri);
        });
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        Notices notices = new();
        await foreach (Found<PendingTask> found in client.Walk.PendingAsync(
            client.Walk.ScopesAsync(deleted: false, ApiVersions.V1, notices, Token), 2, new(client, ApiVersions.V1, notices, Token), null, notices, Token))
        {
            Assert.NotNull(found.Item);
            break;
        }
    }

    [Fact]
    public async Task Names_are_found_in_any_case_and_ids_as_they_stand()
    {
        FakeService service = new((request, _) => Tenant(request.Uri));
        Walk walk = TestConnection.To(service).Client.Walk;
        Assert.Equal("w3", await walk.WorkflowIdAsync(new("the THIRD"), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal("w1", await walk.WorkflowIdAsync(new("w1"), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal(2, service.Requests.Count);
        string guid = "16e71b26-ebe6-5083-b539-bf226f56f02e";
        Assert.Equal(guid, await walk.WorkflowIdAsync(new(guid), false, ApiVersions.V1, new Notices(), Token));
        Assert.Equal(2, service.Requests.Count);
    }

    private static async Task<(List<PendingTask> Tasks, List<LifecycleWorkflowsException> Failures)> PendingAsync(FakeService service, Notices notices, int limit = 8)
    {
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        DueTimes dueTimes = new(client, ApiVersions.V1, notices, Token);
        List<PendingTask> tasks = [];
        List<LifecycleWorkflowsException> failures = [];
        await foreach (Found<PendingTask> found in client.Walk.PendingAsync(client.Walk.ScopesAsync(deleted: false, ApiVersions.V1, notices, Token), limit, dueTimes, null, notices, Token))
        {
            if (found.Item is not null)
                tasks.Add(found.Item);
            else
                failures.Add(found.Failure!);
        }
        return (tasks, failures);
    }

    private static HttpResponseMessage Tenant(Uri uri)
    {
        string path = uri.AbsolutePath["/v1.0/identityGovernance/lifecycleWorkflows/".Length..];
        return path switch
        {
            "workflows" => Ok("""{"value":[{"id":"w1","displayName":"W1"},{"id":"w2","displayName":"W2"},{"id":"w3","displayName":"The third"}]}"""),
            "workflows/w2/runs" => Refusal(404, "ResourceNotFound"),
            "customTaskExtensions" => Ok("""{"value":[{"id":"e","callbackConfiguration":{"timeoutDuration":"PT30M"}}]}"""),
            _ when path.EndsWith("/runs", StringComparison.Ordinal) => Ok("""{"value":[{"id":"r1","processingStatus":"inProgress"},{"id":"r3","processingStatus":"quarantined"}]}"""),
            _ => Ok("""
                {"value":[{"id":"x","processingStatus":"inProgress","startedDateTime":"2026-01-01T00:00:00Z","subject":{"id":"u","userPrincipalName":"adele@contoso.com"},
                "task":{"id":"t","arguments":[{"name":"customTaskExtensionID","value":"E"}]}}]}
                """),
        };
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
