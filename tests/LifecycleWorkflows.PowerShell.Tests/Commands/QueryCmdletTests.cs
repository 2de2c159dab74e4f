using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class QueryCmdletTests
{
    [Fact]
    public void Without_a_connection_it_says_how_to_get_one()
    {
        RecordingPipeline pipeline = new GetLwfWorkflow().Run();
        Assert.Equal(ErrorCondition.NotConnected, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Contains("Connect-Lwf", pipeline.Errors[0].Exception.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void One_cmdlet_reads_what_the_one_before_gave()
    {
        FakeService service = new(() => Ok("""{"value":[{"id":"r1","processingStatus":"completed"}]}"""));
        Run run = Assert.IsType<Run>(
            Assert.Single(
                new GetLwfRun { Connection = TestConnection.To(service) }
                    .Run(null, cmdlet => cmdlet.WorkflowId = "w1")
                    .Outputs
            )
        );
        service = new(() => Ok("""{"value":[]}"""));
        new GetLwfUserProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet =>
            {
                cmdlet.WorkflowId = run.WorkflowId;
                cmdlet.RunId = run.RunId;
                cmdlet.ApiVersion = run.ApiVersion;
            }
        );
        Assert.Equal(
            "/v1.0/identityGovernance/lifecycleWorkflows/workflows/w1/runs/r1/userProcessingResults",
            service.Requests.Single().Uri.AbsolutePath
        );
    }

    [Fact]
    public void Friendly_filters_become_one_OData_filter()
    {
        FakeService service = new(() => Ok("""{"value":[{"id":"x"}]}"""));
        new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
            ProcessingStatus = ["INPROGRESS"],
            SubjectId = "u",
            StartedAfter = DateTimeOffset.UnixEpoch,
            CompletedBefore = DateTimeOffset.UnixEpoch,
            Filter = "failureReason eq null",
            OrderBy = ["createdDateTime desc", "id"],
            ExpandProperty = ["subject"],
            Property = ["processingStatus"],
            Top = 5,
        }.Run();
        Assert.Equal(
            "?$filter=(failureReason eq null) and processingStatus eq 'inProgress' and subject/id eq 'u' "
                + "and startedDateTime ge 1970-01-01T00:00:00Z and completedDateTime lt 1970-01-01T00:00:00Z"
                + "&$orderby=createdDateTime desc,id&$expand=subject&$select=processingStatus,id&$top=5",
            Uri.UnescapeDataString(service.Requests.Single().Uri.Query)
        );
    }

    [Fact]
    public void An_unknown_status_is_passed_on_with_a_warning()
    {
        FakeService service = new(() => Ok("""{"value":[{"id":"x"}]}"""));
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
            ProcessingStatus = ["paused"],
        }.Run();
        Assert.Contains("paused", Assert.Single(pipeline.Warnings), StringComparison.Ordinal);
        Assert.Contains("paused", service.Requests.Single().Uri.Query, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bad_item_does_not_end_the_others()
    {
        FakeService service = new(
            (request, _) =>
                request.Uri.AbsolutePath.EndsWith("/bad", StringComparison.Ordinal)
                    ? Refusal(404, "ResourceNotFound")
                    : Ok("""{"id":"x"}""")
        );
        RecordingPipeline pipeline = new GetLwfRun { Connection = TestConnection.To(service) }.Run(
            null,
            Id("a"),
            Id("bad"),
            Id(".."),
            Id("c")
        );
        Assert.Equal(2, pipeline.Outputs.Count);
        Assert.Equal(
            [ErrorCondition.NotFound, ErrorCondition.InvalidRequest],
            pipeline.Errors.Select(error => error.Exception.Condition)
        );
        Assert.Equal("bad", pipeline.Errors[0].Target);

        static Action<GetLwfRun> Id(string id) => cmdlet => (cmdlet.WorkflowId, cmdlet.RunId) = ("w", id);
    }

    [Theory]
    [InlineData(nameof(GetLwfRun.WorkflowId))]
    [InlineData(nameof(GetLwfRun.RunId))]
    public void A_typed_null_is_refused_by_name_and_nothing_is_sent(string parameter)
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline typed = new();
        typed.Typed.Add(parameter);
        RecordingPipeline pipeline = new GetLwfRun
        {
            Connection = TestConnection.To(service),
            WorkflowId = parameter == "RunId" ? "w" : null,
        }.Run(typed);
        Assert.Contains("-" + parameter, Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(nameof(GetLwfTaskProcessingResult.ProcessingStatus))]
    [InlineData(nameof(GetLwfTaskProcessingResult.SubjectId))]
    [InlineData(nameof(GetLwfTaskProcessingResult.StartedAfter))]
    [InlineData(nameof(GetLwfTaskProcessingResult.CompletedBefore))]
    [InlineData(nameof(GetLwfTaskProcessingResult.Filter))]
    [InlineData(nameof(GetLwfTaskProcessingResult.Property))]
    public void A_typed_filter_that_is_empty_does_not_list_everything(string parameter)
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline typed = new();
        typed.Typed.Add(parameter);
        GetLwfTaskProcessingResult cmdlet = new()
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
        };
        if (parameter == nameof(cmdlet.ProcessingStatus))
            cmdlet.ProcessingStatus = [];
        cmdlet.Run(typed);
        Assert.Contains("-" + parameter, Assert.Single(typed.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void Null_in_the_pipeline_does_not_list_everything()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline pipeline = new GetLwfWorkflow { Connection = TestConnection.To(service) }.Run(
            new() { ExpectingInput = true }
        );
        Assert.Equal(ErrorCondition.InvalidRequest, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_filter_beside_a_piped_id_still_filters()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            ProcessingStatus = ["inProgress"],
        }.Run(null, cmdlet => (cmdlet.WorkflowId, cmdlet.TaskId, cmdlet.TaskProcessingResultId) = ("w", "t", "x"));
        Assert.Equal(
            "?$filter=id eq 'x' and processingStatus eq 'inProgress'",
            Uri.UnescapeDataString(service.Requests.Single().Uri.Query)
                .Replace("(", "", StringComparison.Ordinal)
                .Replace(")", "", StringComparison.Ordinal)
        );
    }

    public static TheoryData<Type, string> Readers() =>
        new()
        {
            { typeof(GetLwfWorkflow), "WorkflowId" },
            { typeof(GetLwfWorkflowVersion), "VersionNumber" },
            { typeof(GetLwfWorkflowTemplate), "WorkflowTemplateId" },
            { typeof(GetLwfWorkflowTask), "TaskId" },
            { typeof(GetLwfTaskDefinition), "TaskDefinitionId" },
            { typeof(GetLwfCustomTaskExtension), "CustomTaskExtensionId" },
            { typeof(GetLwfRun), "RunId" },
            { typeof(GetLwfUserProcessingResult), "UserProcessingResultId" },
            { typeof(GetLwfSubjectProcessingResult), "SubjectProcessingResultId" },
            { typeof(GetLwfTaskReport), "TaskReportId" },
            { typeof(GetLwfTaskProcessingResult), "TaskProcessingResultId" },
            { typeof(GetLwfAccessPackageAssignmentRequest), "AccessPackageAssignmentRequestId" },
        };

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_filter_beside_an_id_decides_whether_it_comes_out_and_the_help_says_so(Type type, string parameter)
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        LwfServiceCmdlet cmdlet = (LwfServiceCmdlet)Activator.CreateInstance(type)!;
        cmdlet.Connection = TestConnection.To(service);
        type.GetProperty("WorkflowId")?.SetValue(cmdlet, "w");
        type.GetProperty("Filter")!.SetValue(cmdlet, "a eq 1");
        if (type == typeof(GetLwfTaskProcessingResult))
            type.GetProperty("RunId")!.SetValue(cmdlet, "r");
        type.GetProperty(parameter)!.SetValue(cmdlet, parameter == "VersionNumber" ? 3 : "w");
        cmdlet.Run();

        string key = parameter == "VersionNumber" ? "versionNumber eq 3" : "id eq 'w'";
        Assert.Equal($"?$filter=(a eq 1) and {key}", Uri.UnescapeDataString(Assert.Single(service.Requests).Uri.Query));
        string name = type.Name.Insert("Get".Length, "-");
        string page = File.ReadAllText(Repository.File("docs", "en-US", $"{name}.md")).ReplaceLineEndings(" ");
        int start = page.IndexOf($"### -{parameter} ", StringComparison.Ordinal);
        Assert.Contains(
            "If you also use filters, the object is returned only if it matches them.",
            page[start..page.IndexOf("```yaml", start, StringComparison.Ordinal)],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("are not used then", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_user_or_a_task_beside_a_piped_id_still_filters()
    {
        const string Item =
            """{"id":"x","subject":{"id":"u","userPrincipalName":"adele@contoso.com"}"""
            + ""","task":{"id":"t","displayName":"Create mailbox"}}""";
        Assert.Empty(Read(new() { Subject = new("joe@contoso.com") }).Outputs);
        Assert.Empty(Read(new() { Task = new("Send mail") }).Outputs);
        Assert.Single(Read(new() { Subject = new("adele@contoso.com") }).Outputs);
        Assert.Single(Read(new() { Task = new("create MAILBOX") }).Outputs);

        static RecordingPipeline Read(GetLwfTaskProcessingResult cmdlet)
        {
            cmdlet.Connection = TestConnection.To(
                new FakeService(
                    (request, _) =>
                        Ok(
                            request.Uri.Query.Contains("id%20eq%20%27x%27", StringComparison.Ordinal)
                                ? $$"""{"value":[{{Item}}]}"""
                                : Item
                        )
                )
            );
            return cmdlet.Run(
                null,
                bound => (bound.WorkflowId, bound.RunId, bound.TaskProcessingResultId) = ("w", "r", "x")
            );
        }
    }

    [Fact]
    public void A_list_that_several_objects_lead_to_is_read_once()
    {
        FakeService service = new(() => Ok("""{"value":[{"id":"r1"}]}"""));
        RecordingPipeline pipeline = new GetLwfRun
        {
            Connection = TestConnection.To(service),
            Workflow = new("63caaaad-6ab5-5c2b-92d5-ce0eb95bc2b8"),
        }.Run(null, cmdlet => cmdlet.WorkflowId = "w1", cmdlet => cmdlet.WorkflowId = "w2");
        Assert.Single(pipeline.Outputs);
        Assert.Single(service.Requests);
    }

    [Fact]
    public void Lists_of_one_place_that_are_filtered_differently_are_all_read()
    {
        FakeService service = new((_, number) => Ok($$"""{"value":[{"id":"{{number}}"}]}"""));
        RecordingPipeline results = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            ProcessingStatus = ["inProgress"],
            Top = 5,
        }.Run(null, Piped("w", "x"), Piped("w", "y"), Piped("w", "x"));
        Assert.Equal(
            ["x", "y"],
            service.Requests.Select(request => Uri.UnescapeDataString(request.Uri.Query).Split('\'')[1])
        );
        Assert.Equal(2, results.Outputs.Count);

        service = new((_, number) => Ok($$"""{"value":[{"id":"{{number}}"}]}"""));
        RecordingPipeline reports = new GetLwfTaskReport { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.RunId) = ("w", "r1"),
            cmdlet => (cmdlet.WorkflowId, cmdlet.RunId) = ("w", "r2")
        );
        Assert.Equal(
            ["r1", "r2"],
            service.Requests.Select(request => Uri.UnescapeDataString(request.Uri.Query).Split('\'')[1])
        );
        Assert.Equal(2, reports.Outputs.Count);

        static Action<GetLwfTaskProcessingResult> Piped(string workflow, string id) =>
            cmdlet => (cmdlet.WorkflowId, cmdlet.TaskId, cmdlet.TaskProcessingResultId) = (workflow, "t", id);
    }

    [Fact]
    public void Names_of_members_are_spelled_as_the_wire_spells_them()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            RunId = "r",
            OrderBy = ["CreatedDateTime desc", "Subject/displayName", "other"],
            ExpandProperty = ["Subject($select=id)"],
            Property = ["ID", "ProcessingStatus"],
        }.Run();
        Assert.Equal(
            "?$orderby=createdDateTime desc,subject/displayName,"
                + "other&$expand=subject($select=id)&$select=id,processingStatus",
            Uri.UnescapeDataString(service.Requests.Single().Uri.Query)
        );
    }

    [Fact]
    public void A_version_below_one_is_refused_by_name()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
            VersionNumber = -1,
        }.Run();
        Assert.Contains("-VersionNumber", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData(-1, null, "Top")]
    [InlineData(null, 0, "PageSize")]
    public void Numbers_that_make_no_sense_are_refused_by_name(int? top, int? pageSize, string parameter)
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline pipeline = new GetLwfWorkflow
        {
            Connection = TestConnection.To(service),
            Top = top,
            PageSize = pageSize,
        }.Run();
        Assert.Equal(ErrorCondition.InvalidRequest, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Contains("-" + parameter, pipeline.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void The_objects_version_outweighs_the_connections()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        new GetLwfRun { Connection = TestConnection.To(service, ApiVersions.Beta) }.Run(
            null,
            cmdlet => cmdlet.WorkflowId = "a",
            cmdlet => (cmdlet.WorkflowId, cmdlet.ApiVersion) = ("b", "v1.0")
        );
        Assert.Equal(
            ["/beta/", "/v1.0/"],
            service.Requests.Select(request => string.Concat(request.Uri.Segments[..2]))
        );
    }

    [Fact]
    public void When_the_consumer_has_enough_no_further_page_is_requested()
    {
        FakeService service = new(
            (_, number) =>
                Ok($$"""{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"https://graph.example/{{number}}"}""")
        );
        RecordingPipeline pipeline = new GetLwfWorkflow { Connection = TestConnection.To(service) }.Run(
            new() { StopsAfter = 2 }
        );
        Assert.Equal(2, pipeline.Outputs.Count);
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData(null, "5 4 3 2 1")]
    [InlineData(2, "5 4")]
    public void What_comes_of_several_objects_is_sorted_together(int? top, string ids)
    {
        FakeService service = new(
            (request, _) =>
                Ok(request.Uri.AbsolutePath.Contains("/r1/", StringComparison.Ordinal) ? List(4, 2, 1) : List(5, 3))
        );
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            OrderBy = ["createdDateTime desc"],
            Property = ["processingStatus"],
            Top = top,
        }.Run(new() { ExpectingInput = true }, Run("r1"), Run("r2"));
        Assert.Equal(ids, Ids(pipeline));
        Assert.All(
            service.Requests,
            request =>
                Assert.DoesNotContain("$select", Uri.UnescapeDataString(request.Uri.Query), StringComparison.Ordinal)
        );

        static string List(params int[] days) => $$"""{"value":[{{string.Join(',', days.Select(Item))}}]}""";

        static string Item(int day) => $$"""{"id":"{{day}}","createdDateTime":"2026-11-0{{day}}T00:00:00Z"}""";
    }

    [Fact]
    public void What_cannot_be_sorted_together_is_an_error_that_names_the_order()
    {
        FakeService service = new((_, number) => Ok($$"""{"value":[{"id":"{{number}}"}]}"""));
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            OrderBy = ["newer/property"],
        }.Run(new() { ExpectingInput = true }, Run("r1"), Run("r2"));
        Assert.Equal("1", Ids(pipeline));
        Assert.Contains("-OrderBy", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Single(service.Requests);
    }

    [Fact]
    public void A_task_that_no_list_has_is_an_error_also_where_the_service_gives_an_empty_list()
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "nosuch",
        }.Run();
        LifecycleWorkflowsException error = Assert.Single(pipeline.Errors).Exception;
        Assert.Equal(ErrorCondition.NotFound, error.Condition);
        Assert.Contains("'nosuch'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("old")]
    public void A_task_of_an_older_version_exists(string? name)
    {
        FakeService service = new(
            (request, _) =>
                Ok(
                    request.Uri.AbsolutePath switch
                    {
                        string path when path.EndsWith("/versions/1/tasks", StringComparison.Ordinal) =>
                            """{"value":[{"id":"t1","displayName":"Old"}]}""",
                        string path when path.EndsWith("/tasks", StringComparison.Ordinal) =>
                            """{"value":[{"id":"t2","displayName":"New"}]}""",
                        string path when path.EndsWith("/versions", StringComparison.Ordinal) =>
                            """{"value":[{"versionNumber":2},{"versionNumber":1}]}""",
                        _ => """{"value":[]}""",
                    }
                )
        );
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = name is null ? "t1" : null,
            Task = name is null ? null : new(name),
            ProcessingStatus = ["failed"],
        }.Run();
        Assert.Empty(pipeline.Errors);
        Assert.Empty(pipeline.Warnings);
    }

    [Fact]
    public void Without_the_permission_to_read_tasks_an_empty_answer_stays_one()
    {
        FakeService service = new(
            (request, _) => request.Uri.Segments[^1] == "tasks" ? Refusal(403, "Forbidden") : Ok("""{"value":[]}""")
        );
        RecordingPipeline pipeline = new GetLwfTaskProcessingResult
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
            TaskId = "t",
        }.Run();
        Assert.Empty(pipeline.Errors);
        Assert.Contains("'t'", Assert.Single(pipeline.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch", null)]
    [InlineData(null, "nosuch")]
    public void That_no_pending_task_has_an_id_is_said(string? task, string? result)
    {
        RecordingPipeline pipeline = new GetLwfPendingTask
        {
            Connection = TestConnection.To(new FakeService(() => Ok("""{"value":[]}"""))),
            TaskId = task,
            TaskProcessingResultId = result,
        }.Run();
        Assert.Contains("'nosuch'", Assert.Single(pipeline.Warnings), StringComparison.Ordinal);
        Assert.Empty(pipeline.Errors);
    }

    [Fact]
    public void A_piped_version_without_a_task_is_refused_and_a_subject_result_narrows_what_is_pending()
    {
        FakeService service = new((_, _) => Ok("""{"value":[]}"""));
        RecordingPipeline version = new GetLwfPendingTask { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.VersionNumber) = ("w", 1)
        );
        Assert.Contains("-VersionNumber", Assert.Single(version.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
        new GetLwfPendingTask { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.RunId, cmdlet.SubjectProcessingResultId) = ("w", "r", "s")
        );
        Assert.Equal(
            "/beta/identityGovernance/lifecycleWorkflows/workflows/w/runs/r/subjectProcessingResults/s/taskProcessingResults",
            service.Requests[^1].Uri.AbsolutePath
        );
    }

    [Fact]
    public void A_task_narrows_the_task_reports()
    {
        FakeService service = new(() =>
            Ok("""{"value":[{"id":"1","task":{"id":"t"}},{"id":"2","task":{"id":"other"}}]}""")
        );
        RecordingPipeline pipeline = new GetLwfTaskReport { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.TaskId) = ("w", "t")
        );
        Assert.Equal("1", Ids(pipeline));
    }

    [Theory]
    [InlineData("R", "-RunId")]
    [InlineData("r", null)]
    public void A_run_beside_a_task_report_is_its_own_or_an_error_that_names_it(string run, string? named)
    {
        FakeService service = new(
            (request, _) =>
                Ok(
                    request.Uri.Segments[^1] == "p"
                        ? """{"id":"p","runId":"r","task":{"id":"t"}}"""
                        : """{"value":[{"id":"x"}]}"""
                )
        );
        RecordingPipeline reports = new GetLwfTaskReport { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.TaskReportId, cmdlet.RunId) = ("w", "p", run)
        );
        RecordingPipeline results = new GetLwfTaskProcessingResult { Connection = TestConnection.To(service) }.Run(
            null,
            cmdlet => (cmdlet.WorkflowId, cmdlet.TaskReportId, cmdlet.RunId) = ("w", "p", run)
        );
        foreach (RecordingPipeline pipeline in (RecordingPipeline[])[reports, results])
        {
            Assert.Equal(named is null ? 1 : 0, pipeline.Outputs.Count);
            Assert.Equal(named is null ? 0 : 1, pipeline.Errors.Count);
            Assert.All(
                pipeline.Errors,
                error => Assert.Contains(named!, error.Exception.Message, StringComparison.Ordinal)
            );
        }
    }

    private static Action<GetLwfTaskProcessingResult> Run(string run) =>
        cmdlet => (cmdlet.WorkflowId, cmdlet.RunId) = ("w", run);

    private static string Ids(RecordingPipeline pipeline) =>
        string.Join(' ', pipeline.Outputs.Cast<Resource>().Select(item => item.Id));
}
