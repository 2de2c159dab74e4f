using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.PowerShell.Runtime;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class ResumeCmdletTests
{
    private const string Path =
        "/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/";

    [Fact]
    public void The_third_of_five_refused_leaves_four_resumed_and_one_error()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Resume(service, new());
        CmdletErrorIs(Assert.Single(pipeline.Errors));
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            service.Requests.Select(request => request.Uri.AbsolutePath[Path.Length..^"/resume".Length])
        );
    }

    [Fact]
    public void With_ErrorAction_Stop_none_after_the_third_is_sent()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Resume(service, new() { StopsAtErrors = true });
        CmdletErrorIs(Assert.Single(pipeline.Errors));
        Assert.Equal(3, service.Requests.Count);
    }

    [Fact]
    public void With_ErrorAction_Stop_what_is_on_its_way_settles_and_is_named()
    {
        TaskCompletionSource allSent = new();
        FakeService service = new(
            async (request, number) =>
            {
                if (number == 5)
                    allSent.SetResult();
                await allSent.Task;
                return Answer(request);
            }
        );
        RecordingPipeline pipeline = Resume(
            service,
            new() { StopsAtErrors = true },
            cmdlet => cmdlet.ThrottleLimit = 5
        );
        string warning = Assert.Single(pipeline.Warnings);
        Assert.Contains("ResumeOutcome 4 (Resumed)", warning, StringComparison.Ordinal);
        Assert.Contains("ResumeOutcome 5 (Resumed)", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("ResumeOutcome 2", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_was_disconnected_ends_the_statement()
    {
        FakeService service = Service();
        GraphConnection connection = TestConnection.To(service);
        Assert.True(connection.DisconnectAsync().IsCompletedSuccessfully);
        RecordingPipeline pipeline = Resume(service, new(), cmdlet => cmdlet.Connection = connection);
        Assert.Equal(ErrorCondition.NotConnected, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_pipeline_that_ends_from_outside_lets_what_is_on_its_way_settle()
    {
        string journal = System.IO.Path.GetTempFileName();
        FakeService service = new(
            async (_, _) =>
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
                return Status(204);
            }
        );
        using (
            ResumeLwfTaskProcessingResult cmdlet = new()
            {
                Connection = TestConnection.To(service),
                ThrottleLimit = 5,
                JournalPath = journal,
                Runtime = new RecordingPipeline(),
            }
        )
        {
            cmdlet.RunBegin();
            (cmdlet.WorkflowId, cmdlet.TaskId, cmdlet.TaskProcessingResultId) = ("w", "t", "1");
            cmdlet.RunProcess();
        }
        Assert.Contains("\"state\":\"Resumed\"", File.ReadAllText(journal), StringComparison.Ordinal);
        File.Delete(journal);
    }

    [Fact]
    public void A_stop_breaks_off_what_is_on_its_way_and_the_journal_leaves_it_in_doubt()
    {
        string journal = System.IO.Path.GetTempFileName();
        using (
            ResumeLwfTaskProcessingResult cmdlet = new()
            {
                Connection = TestConnection.To(new Silence()),
                ThrottleLimit = 5,
                JournalPath = journal,
                Runtime = new RecordingPipeline(),
            }
        )
        {
            cmdlet.RunBegin();
            (cmdlet.WorkflowId, cmdlet.TaskId, cmdlet.TaskProcessingResultId) = ("w", "t", "1");
            cmdlet.RunProcess();
            cmdlet.RunStop();
        }
        Assert.EndsWith("\"state\":\"Sending\"}\n", File.ReadAllText(journal), StringComparison.Ordinal);

        FakeService service = new(() => Ok("""{"id":"1","processingStatus":"completed"}"""));
        Assert.Empty(Resume(service, new(), cmdlet => cmdlet.JournalPath = journal, 1).Errors);
        Assert.Equal(HttpMethod.Get, Assert.Single(service.Requests).Method);
        File.Delete(journal);
    }

    [Fact]
    public async Task A_stop_ends_the_time_in_which_a_lost_answer_is_looked_for()
    {
        TaskCompletionSource looked = new();
        FakeService service = new(
            (request, _) =>
            {
                if (request.Method == HttpMethod.Post)
                    return Status(500);
                looked.TrySetResult();
                return Ok("""{"id":"1","processingStatus":"inProgress"}""");
            }
        );
        GraphConnection connection = GraphConnection.Create(
            new("Custom", new("https://graph.example"), null, null, "AccessToken", ApiVersions.V1),
            new StaticTokenSource("t"),
            service,
            new() { Random = () => 0 }
        );
        ResumeLwfTaskProcessingResult cmdlet = new() { Connection = connection };
        Task<RecordingPipeline> running = Task.Run(
            () =>
                cmdlet.Run(null, each => (each.WorkflowId, each.TaskId, each.TaskProcessingResultId) = ("w", "t", "1")),
            TestContext.Current.CancellationToken
        );
        await looked.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        long start = TimeProvider.System.GetTimestamp();
        cmdlet.RunStop();
        await running;
        Assert.InRange(TimeProvider.System.GetElapsedTime(start).TotalSeconds, 0, 0.3);
        Assert.Single(service.Requests, request => request.Method == HttpMethod.Post);
    }

    [Fact]
    public void What_the_journal_has_is_neither_asked_for_nor_sent_again()
    {
        string journal = System.IO.Path.GetTempFileName();
        FakeService service = Service();
        Resume(service, new(), cmdlet => cmdlet.JournalPath = journal);
        RecordingPipeline pipeline = Resume(service, new(), cmdlet => cmdlet.JournalPath = journal);
        Assert.EndsWith("/3", Assert.Single(pipeline.Confirmations).Description, StringComparison.Ordinal);
        Assert.Equal(6, service.Requests.Count);
        Assert.Equal(
            4,
            pipeline.Verbosities.Count(text => text.Contains("the journal shows", StringComparison.Ordinal))
        );
        File.Delete(journal);
    }

    [Fact]
    public void An_empty_path_to_a_journal_is_refused()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Resume(service, new() { Typed = { "JournalPath" } });
        Assert.Equal(ErrorCondition.InvalidRequest, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void Work_that_takes_a_while_says_how_far_it_is()
    {
        FakeService service = new(
            async (_, _) =>
            {
                await Task.Delay(300, TestContext.Current.CancellationToken);
                return Status(204);
            }
        );
        RecordingPipeline pipeline = Resume(service, new());
        Assert.Matches(@"^\d completed in 0:00:0\d, \d\.\d per second$", pipeline.Progresses[0].Status);
        Assert.True(pipeline.Progresses[^1].IsCompleted);
    }

    [Fact]
    public void What_is_not_agreed_to_is_not_sent()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = Resume(service, new() { Agrees = false });
        Assert.Empty(service.Requests);
        Assert.Equal(5, pipeline.Confirmations.Count);
        Assert.EndsWith("taskProcessingResults/1", pipeline.Confirmations[0].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_path_suffices()
    {
        FakeService service = new(() => Status(204));
        new ResumeLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            CallbackUriPath =
                "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x%20y/resume",
        }.Run();
        Assert.Equal(Path + "x%20y/resume", Assert.Single(service.Requests).Uri.AbsolutePath);
    }

    [Theory]
    [InlineData("https://evil.example/resume", nameof(ErrorCondition.UnsafeLink))]
    [InlineData(
        "/identityGovernance/entitlementManagement/assignmentRequests/x/resume",
        nameof(ErrorCondition.InvalidRequest)
    )]
    public void A_callback_path_that_leads_elsewhere_is_refused(string path, string condition)
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = new ResumeLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            CallbackUriPath = path,
        }.Run();
        Assert.Equal(condition, Assert.Single(pipeline.Errors).Exception.Condition.ToString());
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_callback_path_beside_ids_is_refused()
    {
        RecordingPipeline pipeline = new ResumeLwfTaskProcessingResult
        {
            Connection = TestConnection.To(Service()),
            CallbackUriPath = "/x",
            WorkflowId = "w",
        }.Run();
        Assert.Contains("-CallbackUriPath", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_without_its_id_is_refused_by_name()
    {
        FakeService service = Service();
        RecordingPipeline pipeline = new ResumeLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
        }.Run();
        Assert.Contains(
            "-TaskProcessingResultId",
            Assert.Single(pipeline.Errors).Exception.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void An_assignment_request_needs_its_stage()
    {
        RecordingPipeline pipeline = new ResumeLwfAccessPackageAssignmentRequest
        {
            Connection = TestConnection.To(Service()),
            AccessPackageAssignmentRequestId = "x",
        }.Run();
        Assert.Contains("-Stage", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
    }

    private static void CmdletErrorIs(CmdletError error)
    {
        Assert.Equal(
            (ErrorCondition.PermissionDenied, 403, "req-1", "3"),
            (error.Exception.Condition, error.Exception.StatusCode, error.Exception.RequestId, error.Target)
        );
        Assert.Contains(
            "LifecycleWorkflows.ReadWrite.All",
            error.Exception.RecommendedAction,
            StringComparison.Ordinal
        );
        Assert.Contains("authorizedApps", error.Exception.RecommendedAction, StringComparison.Ordinal);
    }

    private static FakeService Service() => new((request, _) => Answer(request));

    private static HttpResponseMessage Answer(SentRequest request) =>
        request.Uri.AbsolutePath.EndsWith("/3/resume", StringComparison.Ordinal)
            ? Refusal(403, "Authorization_RequestDenied")
            : Status(204);

    private static RecordingPipeline Resume(
        FakeService service,
        RecordingPipeline pipeline,
        Action<ResumeLwfTaskProcessingResult>? with = null,
        int count = 5
    )
    {
        ResumeLwfTaskProcessingResult cmdlet = new() { Connection = TestConnection.To(service) };
        with?.Invoke(cmdlet);
        return cmdlet.Run(
            pipeline,
            [
                .. Enumerable
                    .Range(1, count)
                    .Select(number =>
                        (Action<ResumeLwfTaskProcessingResult>)(
                            each =>
                                (each.WorkflowId, each.TaskId, each.TaskProcessingResultId) = ("w", "t", $"{number}")
                        )
                    ),
            ]
        );
    }

    /// <summary>Never answers.</summary>
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
