using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>Names where people have names, and the filters that only the client can decide.</summary>
public sealed class NameParameterTests
{
    private const string Root = "/v1.0/identityGovernance/lifecycleWorkflows/";

    [Fact]
    public void A_name_costs_one_request_and_leads_to_the_id()
    {
        FakeService service = Tenant();
        new GetLwfRun { Connection = TestConnection.To(service), Workflow = new("new hires") }.Run();
        Assert.Equal(
            [Root + "workflows", Root + "workflows/w/runs"],
            service.Requests.Select(request => request.Uri.AbsolutePath)
        );
    }

    [Fact]
    public void An_object_brings_its_id_and_that_it_is_deleted()
    {
        FakeService service = Tenant();
        new GetLwfRun
        {
            Connection = TestConnection.To(service),
            Workflow = new("w") { IsId = true, Deleted = true },
        }.Run();
        Assert.Equal(Root + "deletedItems/workflows/w/runs", service.Requests.Single().Uri.AbsolutePath);
    }

    [Fact]
    public void An_unknown_name_ends_the_statement()
    {
        FakeService service = Tenant();
        RecordingPipeline pipeline = new GetLwfPendingTask
        {
            Connection = TestConnection.To(service),
            Workflow = new("new hire"),
        }.Run();
        Assert.Contains("'New hires'", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public void A_name_beside_an_id_and_a_typed_null_are_refused()
    {
        RecordingPipeline typed = new();
        typed.Typed.Add("Workflow");
        Assert.Contains(
            "-Workflow",
            Assert
                .Single(
                    new GetLwfRun { Connection = TestConnection.To(Tenant()) }
                        .Run(typed)
                        .Errors
                )
                .Exception.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "-WorkflowId",
            Assert
                .Single(
                    new GetLwfRun
                    {
                        Connection = TestConnection.To(Tenant()),
                        Workflow = new("x"),
                        WorkflowId = "w",
                    }
                        .Run()
                        .Errors
                )
                .Exception.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_results_of_a_user_are_found_through_the_expanded_subject()
    {
        FakeService service = Tenant();
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            Subject = new("ADELE@contoso.com"),
        }.Run();
        Assert.Equal("x", Assert.IsType<TaskProcessingResult>(Assert.Single(pipeline.Outputs)).Id);
        Assert.Equal(
            [
                Root + "workflows/w/runs",
                Root + "workflows/w/runs/r/userProcessingResults",
                Root + "workflows/w/runs/r/userProcessingResults/u1/taskProcessingResults",
            ],
            service.Requests.Select(request => request.Uri.AbsolutePath)
        );
        Assert.All(
            service.Requests,
            request => Assert.DoesNotContain("adele", request.Uri.Query, StringComparison.OrdinalIgnoreCase)
        );
    }

    [Fact]
    public void A_user_by_id_is_filtered_by_the_service()
    {
        FakeService service = Tenant();
        new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            RunId = "r",
            Subject = new("63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8"),
        }.Run();
        Assert.Contains(
            "subject/id eq '63caaaad",
            Uri.UnescapeDataString(service.Requests.Single().Uri.Query),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("CREATE MAILBOX", 1)]
    [InlineData("t", 1)]
    [InlineData("Other", 0)]
    public void A_task_among_those_of_a_run_is_chosen_here(string task, int count) =>
        Assert.Equal(
            count,
            new GetLwfTaskProcessingResult
            {
                Connection = TestConnection.To(Tenant()),
                WorkflowId = "w",
                RunId = "r",
                Task = new(task),
            }
                .Run()
                .Outputs.Count
        );

    [Fact]
    public void A_task_of_a_workflow_has_a_list_of_its_own()
    {
        FakeService service = Tenant();
        new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            Task = new("create mailbox"),
        }.Run();
        Assert.Equal(
            [Root + "workflows/w/tasks", Root + "workflows/w/tasks/t/taskProcessingResults"],
            service.Requests.Select(request => request.Uri.AbsolutePath)
        );
    }

    [Fact]
    public void What_is_piped_in_but_names_nothing_is_an_error_and_not_everything()
    {
        FakeService service = Tenant();
        RecordingPipeline pipeline = new GetLwfCustomTaskExtension { Connection = TestConnection.To(service) }.Run(
            new() { ExpectingInput = true },
            cmdlet => (cmdlet.InputObject, cmdlet.ApiVersion) = (new PSObject(), "v1.0")
        );
        Assert.Contains(
            "CustomTaskExtensionId",
            Assert.Single(pipeline.Errors).Exception.RecommendedAction,
            StringComparison.Ordinal
        );
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(null, null, 1)]
    [InlineData("r", null, 0)]
    [InlineData(null, "startedDateTime ge 2026-01-01T00:00:00Z", 0)]
    public void The_services_window_is_mentioned_where_it_holds(string? run, string? filter, int times)
    {
        RecordingPipeline pipeline = new GetLwfUserProcessingResult
        {
            Connection = TestConnection.To(Tenant()),
            WorkflowId = "w",
            RunId = run,
            Filter = filter,
        }.Run();
        Assert.Equal(times, pipeline.Verbosities.Count(text => text.Contains("seven days", StringComparison.Ordinal)));
    }

    [Fact]
    public void Due_times_that_are_asked_for_must_be_known()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.AbsolutePath.EndsWith("Extensions", StringComparison.Ordinal)
                    ? Refusal(403, "Authorization_RequestDenied")
                    : Ok("""{"value":[]}""")
        );
        RecordingPipeline pipeline = new GetLwfPendingTask
        {
            Connection = TestConnection.To(service),
            DueWithin = TimeSpan.FromMinutes(30),
        }.Run();
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.PermissionDenied, error.Condition);
        Assert.Contains("-DueWithin can't be applied", error.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public void Nothing_piped_in_is_not_everything_but_an_error()
    {
        FakeService service = Tenant();
        RecordingPipeline pipeline = new GetLwfPendingTask { Connection = TestConnection.To(service) }.Run(
            new() { ExpectingInput = true },
            cmdlet => cmdlet.InputObject = null
        );
        Assert.Contains(
            "no property that binds",
            Assert.Single(pipeline.Errors).Exception.Message,
            StringComparison.Ordinal
        );
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("Lidia Holloway")]
    [InlineData("LidiaH")]
    public void A_user_is_no_name_for_display(string name)
    {
        FakeService service = Tenant();
        foreach (
            RecordingPipeline pipeline in new[]
            {
                new GetLwfPendingTask { Connection = TestConnection.To(service), Subject = new(name) }.Run(),
                new GetLwfUserProcessingResult
                {
                    Connection = TestConnection.To(service),
                    WorkflowId = "w",
                    Subject = new(name),
                }.Run(),
            }
        )
        {
            Assert.Contains(
                $"'{name}' isn't a user principal name or ID",
                Assert.Single(pipeline.Errors).Exception.Message,
                StringComparison.Ordinal
            );
        }
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(null, null, "insights/workflowsProcessedSummary")]
    [InlineData("w", null, "workflows/w/runs/summary")]
    [InlineData("w", "r", "workflows/w/runs/r/userProcessingResults/summary")]
    public void A_summary_is_that_of_the_narrowest_thing_given(string? workflow, string? run, string path)
    {
        FakeService service = new(() => Ok("{}"));
        RecordingPipeline pipeline = new GetLwfSummary
        {
            Connection = TestConnection.To(service),
            WorkflowId = workflow,
            RunId = run,
            Since = DateTimeOffset.UnixEpoch,
            Until = DateTimeOffset.UnixEpoch.AddDays(1),
        }.Run();
        Assert.Equal(
            $"{Root}{path}(startDateTime=1970-01-01T00:00:00Z,endDateTime=1970-01-02T00:00:00Z)",
            service.Requests.Single().Uri.AbsolutePath
        );
        Assert.Equal(
            (DateTimeOffset.UnixEpoch, "v1.0"),
            Assert.Single(pipeline.Outputs) is Summary summary ? (summary.StartDateTime, summary.ApiVersion) : default
        );
    }

    [Fact]
    public void An_unknown_summary_is_refused_by_name()
    {
        RecordingPipeline pipeline = new GetLwfSummary
        {
            Connection = TestConnection.To(Tenant()),
            Of = "everything",
        }.Run();
        Assert.Contains(
            "TopTasks",
            Assert.Single(pipeline.Errors).Exception.RecommendedAction,
            StringComparison.Ordinal
        );
    }

    private static FakeService Tenant() =>
        new(
            (request, _) =>
                Ok(
                    request.Uri.AbsolutePath[Root.Length..] switch
                    {
                        "workflows" => """{"value":[{"id":"w","displayName":"New hires"}]}""",
                        "workflows/w/tasks" => """{"value":[{"id":"t","displayName":"Create mailbox"}]}""",
                        "workflows/w/runs" => """{"value":[{"id":"r"},{"id":"empty","totalUsersCount":0}]}""",
                        "workflows/w/runs/r/userProcessingResults" =>
                            """{"value":[{"id":"u1","subject":{"id":"1","userPrincipalName":"adele@contoso.com"}},"""
                                + """{"id":"u2","subject":null},{"id":"u3","subject":{"id":"2"}}]}""",
                        _ => """{"value":[{"id":"x","task":{"id":"t","displayName":"Create mailbox"}}]}""",
                    }
                )
        );
}
