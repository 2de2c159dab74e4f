using System.Text.RegularExpressions;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>The same item several times in one pipeline: one POST, and an outcome for every mention.</summary>
public sealed partial class DuplicateTests : IDisposable
{
    private const string Id = "9d903f8d-4f30-482f-9927-15f6dc48891d";

    private readonly string _journal = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.jsonl");

    public void Dispose() => File.Delete(_journal);

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    public void Three_times_in_a_row_is_one_POST(int throttleLimit, bool hasJournal)
    {
        FakeService service = new(
            async (_, _) =>
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
                return Status(204);
            }
        );
        RecordingPipeline pipeline = Results(
            service,
            new(),
            cmdlet => (cmdlet.ThrottleLimit, cmdlet.JournalPath) = (throttleLimit, hasJournal ? _journal : null),
            ("w", "t", null, Id),
            ("w", "t", null, Id),
            ("w", "t", null, Id)
        );
        Assert.Single(service.Requests);
        Assert.Equal(2, Duplicates(pipeline));
        Assert.Single(pipeline.Confirmations);
        if (hasJournal)
            Assert.Equal(3, File.ReadAllLines(_journal).Length);
    }

    [Fact]
    public void Another_path_and_another_letter_case_are_the_same_item()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = Results(
            service,
            new(),
            _ => { },
            ("w", "t", null, Id),
            ("w", "t", null, Id.ToUpperInvariant()),
            ("w", null, "r", Id),
            ("w", "t", null, $"{{{Id}}}"),
            ("w", "t", null, "other")
        );
        Assert.Equal((2, 3), (service.Requests.Count, Duplicates(pipeline)));
    }

    [Fact]
    public void What_the_journal_has_under_another_path_is_not_sent()
    {
        FakeService service = new(() => Status(204));
        Results(service, new(), cmdlet => cmdlet.JournalPath = _journal, ("w", null, "r", Id));
        RecordingPipeline pipeline = Results(
            service,
            new(),
            cmdlet => cmdlet.JournalPath = _journal,
            ("w", "t", null, Id.ToUpperInvariant()),
            ("w", "t", null, Id)
        );
        Assert.Single(service.Requests);
        Assert.Single(pipeline.Verbosities, text => text.Contains("the journal shows", StringComparison.Ordinal));
        Assert.Equal(1, Duplicates(pipeline));
    }

    [Theory]
    [InlineData("completed", "ResumedAfterCheck", 0)]
    [InlineData("inProgress", "Resumed", 1)]
    public void What_the_journal_left_half_sent_under_another_path_is_looked_at_first(
        string status,
        string outcome,
        int posts
    )
    {
        FakeService service = new(() => Status(204));
        Results(service, new(), cmdlet => cmdlet.JournalPath = _journal, ("w", null, "r", Id));
        // As if the process had ended before the response arrived.
        File.WriteAllLines(_journal, File.ReadAllLines(_journal)[..^1]);
        service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(204)
                    : Ok($$"""{"id":"{{Id}}","processingStatus":"{{status}}"}""")
        );
        RecordingPipeline pipeline = Results(
            service,
            new(),
            cmdlet => cmdlet.JournalPath = _journal,
            ("w", "t", null, Id.ToUpperInvariant())
        );
        Assert.Equal(HttpMethod.Get, service.Requests[0].Method);
        Assert.Equal(posts, service.Requests.Count(request => request.Method == HttpMethod.Post));
        Assert.Empty(pipeline.Errors);
        AssertJournalEndsWith(outcome);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    [InlineData(204)]
    public void A_request_that_was_accepted_and_still_waits_is_accepted(int status)
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(status)
                    : Ok("""{"id":"q","state":"pendingApproval","status":"WaitingForCallback"}""")
        );
        Requests(service, null, _journal, ("q", "i", "assignmentRequestCreated"));
        RecordingPipeline pipeline = Requests(service, null, _journal, ("q", "i", "assignmentRequestCreated"));
        Assert.Equal(HttpMethod.Post, Assert.Single(service.Requests).Method);
        Assert.Empty(pipeline.Errors);
        AssertJournalEndsWith("Resumed");
    }

    [Fact]
    public void A_failure_is_told_once_and_tried_again_by_the_next_run()
    {
        FakeService service = new(() => Refusal(403, "Denied"));
        RecordingPipeline pipeline = Results(
            service,
            new(),
            cmdlet => cmdlet.JournalPath = _journal,
            ("w", "t", null, Id),
            ("w", null, "r", Id)
        );
        Assert.Single(service.Requests);
        Assert.Single(pipeline.Errors);
        Results(service, new(), cmdlet => cmdlet.JournalPath = _journal, ("w", "t", null, Id));
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public void What_is_not_agreed_to_is_asked_for_once_and_has_no_outcome()
    {
        RecordingPipeline pipeline = Results(
            new(() => Status(204)),
            new() { Agrees = false },
            _ => { },
            ("w", "t", null, Id),
            ("w", null, "r", Id)
        );
        Assert.Single(pipeline.Confirmations);
    }

    [Fact]
    public void A_mention_that_could_not_be_sent_is_an_error_of_its_own()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = Results(
            service,
            new(),
            _ => { },
            (null, null, null, Id),
            ("w", "t", null, Id),
            (null, null, null, Id)
        );
        Assert.Equal((2, 1, 0), (pipeline.Errors.Count, service.Requests.Count, Duplicates(pipeline)));
    }

    [Fact]
    public void A_request_is_one_item_for_each_of_its_callouts()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = Requests(
            service,
            null,
            ("q", Id, "assignmentRequestCreated"),
            ("Q", Id, "assignmentRequestCreated"),
            ("q", Id.ToUpperInvariant(), "ASSIGNMENTREQUESTCREATED"),
            ("q", "other", "assignmentRequestApproved")
        );
        Assert.Equal((3, 1), (service.Requests.Count, Duplicates(pipeline)));
        Assert.Empty(pipeline.Errors);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Denied")]
    public void A_request_that_comes_with_another_stage_is_an_error(string? state)
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = Requests(
            service,
            state,
            ("q", "i", "assignmentRequestCreated"),
            ("q", "i", "assignmentRequestApproved")
        );
        Assert.Single(service.Requests);
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("now as", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "i")]
    [InlineData("i", "")]
    public void A_request_that_comes_with_and_without_its_callout_gets_one_POST(string first, string second)
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = Requests(
            service,
            null,
            ("q", first, "assignmentRequestCreated"),
            ("Q-other", "i", "assignmentRequestCreated"),
            ("q", second, "assignmentRequestCreated")
        );
        Assert.Equal(2, service.Requests.Count);
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-CustomExtensionStageInstanceId", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_refused_without_its_callout_can_be_sent_with_it()
    {
        FakeService service = new(() => Refusal(404, "ResourceNotFound"), () => Status(204));
        RecordingPipeline pipeline = Requests(
            service,
            null,
            ("q", "", "assignmentRequestCreated"),
            ("q", "i", "assignmentRequestCreated")
        );
        Assert.Equal(2, service.Requests.Count);
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(pipeline.Errors).Exception.Condition);
    }

    [Theory]
    [InlineData("waitingForCallback", false, "Unknown")]
    [InlineData("callbackReceived", false, "ResumedAfterCheck")]
    [InlineData("waitingForCallback", true, "Resumed")]
    public void What_the_journal_has_without_its_callout_is_looked_at_before_it_is_sent_with_it(
        string shown,
        bool isOld,
        string outcome
    )
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Post
                    ? Status(204)
                    : Ok(
                        $$"""
                        {"id":"q","state":"pendingApproval","status":"WaitingForCallback",
                        "customExtensionCalloutInstances":[{"id":"i","status":"{{shown}}"}]}
                        """
                    )
        );
        Requests(service, null, _journal, ("q", "", "assignmentRequestCreated"));
        if (isOld)
            File.WriteAllText(
                _journal,
                AnyTime().Replace(File.ReadAllText(_journal), $"\"at\":\"{DateTimeOffset.UtcNow.AddMinutes(-6):O}\"")
            );
        RecordingPipeline pipeline = Requests(service, null, _journal, ("q", "i", "assignmentRequestCreated"));
        Assert.Equal(HttpMethod.Get, service.Requests[1].Method);
        Assert.Equal(isOld ? 2 : 1, service.Requests.Count(request => request.Method == HttpMethod.Post));
        Assert.Equal(outcome == "Unknown" ? 1 : 0, pipeline.Errors.Count);
        AssertJournalEndsWith(outcome);
    }

    [Fact]
    public void What_the_journal_has_with_its_callout_is_not_sent_without_it()
    {
        FakeService service = new(() => Status(204));
        Requests(service, null, _journal, ("q", "i", "assignmentRequestCreated"));
        RecordingPipeline pipeline = Requests(
            service,
            null,
            _journal,
            ("q", "", "assignmentRequestApproved"),
            ("q", "j", "assignmentRequestApproved")
        );
        Assert.Equal(2, service.Requests.Count);
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-CustomExtensionStageInstanceId", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_on_its_way_is_named_once_when_the_pipeline_ends()
    {
        TaskCompletionSource isOnItsWay = new();
        FakeService service = new(
            async (request, _) =>
            {
                if (request.Uri.AbsolutePath.Contains("/1/", StringComparison.Ordinal))
                {
                    await isOnItsWay.Task;
                    return Refusal(403, "Denied");
                }
                isOnItsWay.TrySetResult();
                await Task.Delay(100, TestContext.Current.CancellationToken);
                return Status(204);
            }
        );
        RecordingPipeline pipeline = Results(
            service,
            new() { StopsAtErrors = true },
            cmdlet => cmdlet.ThrottleLimit = 5,
            ("w", "t", null, "1"),
            ("w", "t", null, "2"),
            ("w", null, "r", "2")
        );
        Assert.Equal(
            "Callbacks that were already being sent: ResumeOutcome 2 (Resumed).",
            Assert.Single(pipeline.Warnings)
        );
    }

    private void AssertJournalEndsWith(string outcome) =>
        Assert.Contains($"\"state\":\"{outcome}\"", File.ReadAllLines(_journal)[^1], StringComparison.Ordinal);

    private static int Duplicates(RecordingPipeline pipeline) =>
        pipeline.Verbosities.Count(text => text.Contains("was already in the input", StringComparison.Ordinal));

    private static RecordingPipeline Results(
        FakeService service,
        RecordingPipeline pipeline,
        Action<ResumeLwfTaskProcessingResult> with,
        params (string? Workflow, string? Task, string? Run, string Id)[] items
    )
    {
        ResumeLwfTaskProcessingResult cmdlet = new() { Connection = TestConnection.To(service) };
        with(cmdlet);
        return cmdlet.Run(
            pipeline,
            [
                .. items.Select(item =>
                    (Action<ResumeLwfTaskProcessingResult>)(
                        each =>
                            (each.WorkflowId, each.TaskId, each.RunId, each.TaskProcessingResultId) = (
                                item.Workflow,
                                item.Task,
                                item.Run,
                                item.Id
                            )
                    )
                ),
            ]
        );
    }

    [GeneratedRegex("\"at\":\"[^\"]+\"")]
    private static partial Regex AnyTime();

    private static RecordingPipeline Requests(
        FakeService service,
        string? state,
        params (string Id, string Callout, string Stage)[] items
    ) => Requests(service, state, null, items);

    private static RecordingPipeline Requests(
        FakeService service,
        string? state,
        string? journal,
        params (string Id, string Callout, string Stage)[] items
    )
    {
        ResumeLwfAccessPackageAssignmentRequest cmdlet = new()
        {
            Connection = TestConnection.To(service),
            State = state,
            JournalPath = journal,
        };
        return cmdlet.Run(
            null,
            [
                .. items.Select(item =>
                    (Action<ResumeLwfAccessPackageAssignmentRequest>)(
                        each =>
                            (each.AccessPackageAssignmentRequestId, each.CustomExtensionStageInstanceId, each.Stage) = (
                                item.Id,
                                item.Callout,
                                item.Stage
                            )
                    )
                ),
            ]
        );
    }
}
