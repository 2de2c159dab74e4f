using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class WaitCmdletTests
{
    [Fact]
    public void Results_of_a_run_are_looked_at_once_by_all_their_ids_and_then_asked_for_together()
    {
        const string Run = "/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/runs/r/";
        FakeService service = new(
            (request, _) =>
                Ok(
                    request.Uri.Segments[^1] switch
                    {
                        "1" => """{"id":"1","processingStatus":"inProgress"}""",
                        "2" => """{"id":"2","processingStatus":"queued"}""",
                        _ when request.Uri.Query.Contains("ne", StringComparison.Ordinal) => """{"value":[]}""",
                        _ => """{"value":[{"id":"2","processingStatus":"failed"},"""
                            + """{"id":"1","processingStatus":"completed"}]}""",
                    }
                )
        );
        RecordingPipeline pipeline = Wait(service, "1", "2");
        TaskProcessingResult[] results = [.. pipeline.Outputs.Cast<TaskProcessingResult>()];
        Assert.Equal(
            [("1", "completed", "u1"), ("2", "failed", "u2")],
            results.Select(result => (result.Id, result.ProcessingStatus, result.UserProcessingResultId))
        );
        Assert.Equal(
            [
                Run + "userProcessingResults/u1/taskProcessingResults/1",
                Run + "userProcessingResults/u2/taskProcessingResults/2",
            ],
            service.Requests.Take(2).Select(request => request.Uri.AbsolutePath).Order()
        );
        Assert.Equal(
            [Run + "taskProcessingResults", Run + "taskProcessingResults"],
            service.Requests.Skip(2).Select(request => request.Uri.AbsolutePath)
        );
    }

    [Fact]
    public void One_that_cannot_be_read_is_an_error_about_it()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.AbsolutePath.EndsWith("/2", StringComparison.Ordinal)
                    ? Refusal(404, "ResourceNotFound")
                    : Ok("""{"id":"1","processingStatus":"completed"}""")
        );
        RecordingPipeline pipeline = Wait(service, "1", "2");
        Assert.Equal("1", ((TaskProcessingResult)Assert.Single(pipeline.Outputs)).Id);
        Assert.Equal(
            (ErrorCondition.NotFound, "2"),
            (Assert.Single(pipeline.Errors).Exception.Condition, pipeline.Errors[0].TargetName)
        );
    }

    [Theory]
    [InlineData(-1, 1, "-Timeout")]
    [InlineData(0, 0, "-PollingInterval")]
    [InlineData(int.MaxValue, 1, "-Timeout")]
    public void A_time_that_is_none_is_refused(int timeout, int interval, string parameter)
    {
        FakeService service = new(() => Status(500));
        RecordingPipeline pipeline = new WaitLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            RunId = "r",
            TaskProcessingResultId = "x",
            Timeout = timeout,
            PollingInterval = interval,
        }.Run();
        Assert.Contains(parameter, Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void An_item_without_its_id_is_refused_by_name()
    {
        RecordingPipeline pipeline = new WaitLwfTaskProcessingResult
        {
            Connection = TestConnection.To(new FakeService(() => Status(500))),
            WorkflowId = "w",
            RunId = "r",
        }.Run();
        Assert.Contains(
            "-TaskProcessingResultId",
            Assert.Single(pipeline.Errors).Exception.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public void A_service_that_asks_to_come_again_for_the_report_ends_no_wait(int status)
    {
        FakeService service = new(() => RetryAfter(status, "7200"));
        RecordingPipeline pipeline = new WaitLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            RunId = "r",
            TaskReportId = "p",
            TaskProcessingResultId = "x",
            Timeout = 1,
        }.Run();
        Assert.Equal(ErrorCondition.WaitTimeout, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Contains($"{status}", pipeline.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_another_run_ends_the_wait()
    {
        RecordingPipeline pipeline = new WaitLwfTaskProcessingResult
        {
            Connection = TestConnection.To(new FakeService(() => Ok("""{"id":"p","runId":"other"}"""))),
            WorkflowId = "w",
            RunId = "r",
            TaskReportId = "p",
            TaskProcessingResultId = "x",
        }.Run();
        Assert.Contains("-RunId", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
    }

    private static RecordingPipeline Wait(FakeService service, params string[] ids) =>
        new WaitLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            new RecordingPipeline(),
            [
                .. ids.Select(id =>
                    (Action<WaitLwfTaskProcessingResult>)(
                        each =>
                            (each.WorkflowId, each.RunId, each.UserProcessingResultId, each.TaskProcessingResultId) = (
                                "w",
                                "r",
                                $"u{id}",
                                id
                            )
                    )
                ),
            ]
        );
}
