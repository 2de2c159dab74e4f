using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class CalloutCmdletTests
{
    private const string Result =
        "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x/resume";
    private const string Request = "/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/q/resume";

    [Fact]
    public void Each_piped_path_is_answered_and_one_that_is_hostile_is_an_error_between_them()
    {
        FakeService service = new(() => Status(204));
        ResumeLwfTaskProcessingResult cmdlet = new() { Connection = TestConnection.To(service) };
        RecordingPipeline pipeline = cmdlet.Run(
            null,
            With(Result),
            With("https://evil.example" + Result),
            With(Result.Replace("/x/", "/y/", StringComparison.Ordinal))
        );
        Assert.Equal(
            ["/v1.0" + Result, "/v1.0" + Result.Replace("/x/", "/y/", StringComparison.Ordinal)],
            service.Requests.Select(request => request.Uri.AbsolutePath)
        );
        Assert.Equal(ErrorCondition.UnsafeLink, Assert.Single(pipeline.Errors).Exception.Condition);
    }

    [Theory]
    [InlineData(null, null, "LifecycleWorkflows.PowerShell", "lifecycleEvent")]
    [InlineData("", "", "LifecycleWorkflows.PowerShell", "lifecycleEvent")]
    [InlineData("theirs", "their kind", "theirs", "their kind")]
    public void Source_and_type_are_echoed(string? source, string? type, string expectedSource, string expectedType)
    {
        FakeService service = new(() => Status(204));
        new ResumeLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            each => (each.CallbackUriPath, each.Source, each.Type) = (Result, source, type)
        );
        string body = Assert.Single(service.Requests).Body!;
        Assert.Contains($"\"source\":\"{expectedSource}\"", body, StringComparison.Ordinal);
        Assert.Contains($"\"type\":\"{expectedType}\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Typed_ids_beside_a_piped_path_are_an_error_about_that_item()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = new ResumeLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            TaskId = "t",
        }.Run(null, With(Result), With(Result));
        Assert.Equal(2, pipeline.Errors.Count);
        Assert.All(
            pipeline.Errors,
            error => Assert.Contains("-CallbackUriPath", error.Exception.Message, StringComparison.Ordinal)
        );
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("WorkflowId")]
    [InlineData("TaskId")]
    [InlineData("TaskProcessingResultId")]
    public void Piped_ids_that_contradict_the_path_are_refused_by_name(string parameter)
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = new ResumeLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            each =>
            {
                each.CallbackUriPath = Result;
                typeof(ResumeLwfTaskProcessingResult).GetProperty(parameter)!.SetValue(each, "other");
            }
        );
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidCallout, error.Condition);
        Assert.Contains($"-{parameter}", error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_path_of_beta_is_answered_in_beta()
    {
        FakeService service = new(() => Status(204));
        const string Path =
            "/identityGovernance/lifecycleWorkflows/workflows/w/runs/r/"
            + "subjectProcessingResults/s/taskProcessingResults/x/resume";
        new ResumeLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            each => (each.CallbackUriPath, each.WorkflowId, each.TaskId) = (Path, "w", "t")
        );
        Assert.Equal("/beta" + Path, Assert.Single(service.Requests).Uri.AbsolutePath);
    }

    [Fact]
    public void A_connection_test_is_not_answered()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline pipeline = new ResumeLwfAccessPackageAssignmentRequest
        {
            Connection = TestConnection.To(service),
        }.Run(null, each => each.Stage = "customExtensionConnectionTest");
        Assert.Empty(pipeline.Errors);
        Assert.Empty(pipeline.Outputs);
        Assert.Empty(service.Requests);
        Assert.Single(pipeline.Verbosities);
    }

    [Fact]
    public void The_other_kind_names_the_other_cmdlet()
    {
        FakeService service = new(() => Status(204));
        RecordingPipeline tasks = new ResumeLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            With(Request)
        );
        Assert.Contains(
            "Resume-LwfAccessPackageAssignmentRequest",
            Assert.Single(tasks.Errors).Exception.RecommendedAction,
            StringComparison.Ordinal
        );
        RecordingPipeline requests = new ResumeLwfAccessPackageAssignmentRequest
        {
            Connection = TestConnection.To(service),
        }.Run(null, each => (each.CallbackUriPath, each.Stage) = (Result, "s"));
        Assert.Contains(
            "Resume-LwfTaskProcessingResult",
            Assert.Single(requests.Errors).Exception.RecommendedAction,
            StringComparison.Ordinal
        );
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/", "https")]
    [InlineData("http://example.com/", "https")]
    [InlineData("https://user@example.com/", "user name")]
    [InlineData("relative", "absolute")]
    public void A_callout_is_sent_nowhere_unsafe(string address, string says)
    {
        RecordingPipeline pipeline = new SendLwfCallout { Uri = new(address, UriKind.RelativeOrAbsolute) }.Run();
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    private static Action<ResumeLwfTaskProcessingResult> With(string path) => each => each.CallbackUriPath = path;
}
