using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>A report on what was asked for, and never on everything instead.</summary>
public sealed class ReportCmdletTests : IDisposable
{
    private const string Before = "the report of yesterday";
    private const string Missing = "00000000-0000-0000-0000-000000000001";

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.html");

    public ReportCmdletTests() => File.WriteAllText(_file, Before);

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_workflow_that_nobody_has_leaves_the_file_as_it_is(bool isTypedByName)
    {
        FakeService service = Service();
        ExportLwfReport cmdlet = Cmdlet(service);
        if (isTypedByName)
            cmdlet.Workflow = new(Missing);
        else
            cmdlet.WorkflowId = Missing;
        RecordingPipeline pipeline = cmdlet.Run();
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Equal(Before, File.ReadAllText(_file));
        Assert.Empty(pipeline.Confirmations);
        Assert.EndsWith($"/workflows/{Missing}", service.Requests.Single().Uri.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_the_others_are_reported_and_the_report_says_which_is_missing()
    {
        RecordingPipeline pipeline = Cmdlet(Service())
            .Run(
                new() { ExpectingInput = true },
                cmdlet => cmdlet.WorkflowId = "w1",
                cmdlet => cmdlet.WorkflowId = Missing,
                cmdlet => cmdlet.WorkflowId = "w2"
            );
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(pipeline.Errors).Exception.Condition);
        string report = File.ReadAllText(_file);
        Assert.Contains("Workflow w1", report, StringComparison.Ordinal);
        Assert.Contains("Workflow w2", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Workflow w3", report, StringComparison.Ordinal);
        Assert.Contains(Missing, report, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_workflow_it_is_about_all_of_them()
    {
        RecordingPipeline pipeline = Cmdlet(Service()).Run();
        Assert.Empty(pipeline.Errors);
        Assert.Contains("Workflow w3", File.ReadAllText(_file), StringComparison.Ordinal);
    }

    private ExportLwfReport Cmdlet(FakeService service) =>
        new() { Connection = TestConnection.To(service), Path = _file };

    private static FakeService Service() =>
        new(
            (request, _) =>
                request.Uri.Segments[^1].TrimEnd('/') switch
                {
                    Missing => Refusal(404, "ResourceNotFound"),
                    "workflows" => Ok($$"""{"value":[{{Workflow("w1")}},{{Workflow("w2")}},{{Workflow("w3")}}]}"""),
                    "w1" or "w2" or "w3" => Ok(Workflow(request.Uri.Segments[^1])),
                    "runs" => Ok(
                        $$"""
                        {"value":[{"id":"r","processingStatus":"completed","totalUsersCount":1,
                        "startedDateTime":"{{DateTimeOffset.UtcNow.AddHours(-1):O}}"}]}
                        """
                    ),
                    _ => Ok("""{"value":[]}"""),
                }
        );

    private static string Workflow(string id) => $$"""{"id":"{{id}}","displayName":"Workflow {{id}}"}""";
}
