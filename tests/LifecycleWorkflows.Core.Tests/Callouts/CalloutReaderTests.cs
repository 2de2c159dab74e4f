namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutReaderTests
{
    [Fact]
    public void A_task_s_callout_is_read_with_every_part()
    {
        Callout callout = CalloutReader.Read(SampleCallouts.Task);

        Assert.Equal("TaskProcessingResult", callout.Kind);
        Assert.False(callout.IsConnectionTest);
        Assert.Equal(SampleCallouts.Path, callout.CallbackUriPath);
        Assert.Equal("s", callout.Source);
        Assert.Equal("y", callout.Type);
        Assert.Equal("x", callout.TaskProcessingResultId);
        Assert.Equal("w", callout.WorkflowId);
        Assert.Equal("t", callout.TaskId);
        Assert.Equal("Onboard", callout.WorkflowDisplayName);
        Assert.Equal(3, callout.WorkflowVersion);
        Assert.Equal("Create mailbox", callout.Task!.DisplayName);
        Assert.Equal("u", callout.Subject!.Id);
        Assert.Equal("Adele", callout.Subject.DisplayName);
        Assert.Equal("a@contoso.com", callout.Subject.Mail);
        Assert.Equal("adele@contoso.com", callout.Subject.UserPrincipalName);
        Assert.Equal("m", callout.Manager!.Id);
        Assert.Equal("Miriam", callout.Manager.DisplayName);
        DateTimeOffset created = new DateTimeOffset(2026, 11, 20, 8, 15, 30, TimeSpan.Zero).AddTicks(1234567);
        Assert.Equal(created, callout.CreatedDateTime);
        Assert.Equal(TimeSpan.Zero, callout.CreatedDateTime!.Value.Offset);
        Assert.Equal(["later"], callout.AdditionalProperties.Keys);
        Assert.Equal("Callout x", callout.ToString());
    }

    public static TheoryData<string> RequestSpellings() =>
        [
            SampleCallouts.Request,
            SampleCallouts
                .Request.Replace("\"A", "\"a", StringComparison.Ordinal)
                .Replace("\"Stage", "\"stage", StringComparison.Ordinal),
            $$"""{"source":"s","data":{{SampleCallouts.Request}}}""",
        ];

    [Theory]
    [MemberData(nameof(RequestSpellings))]
    public void A_request_s_callout_is_read_with_every_part_in_any_letter_case(string text)
    {
        Callout callout = CalloutReader.Read(text);

        Assert.Equal("AccessPackageAssignmentRequest", callout.Kind);
        Assert.Equal("q", callout.AccessPackageAssignmentRequestId);
        Assert.Equal("a", callout.AccessPackageAssignmentId);
        Assert.Equal("i", callout.CustomExtensionStageInstanceId);
        Assert.Equal("assignmentRequestCreated", callout.Stage, ignoreCase: true);
        Assert.Equal("UserAdd", callout.RequestType);
        Assert.Equal("Submitted", callout.State);
        Assert.Equal("WaitingForCallback", callout.Status);
        Assert.Equal("p", callout.AccessPackageId);
        Assert.Equal("Sales", callout.AccessPackageDisplayName);
        Assert.Equal("o", callout.Subject!.Id);
        Assert.Equal("adele@contoso.com", callout.Subject.UserPrincipalName);
        Assert.Equal("answers", Assert.Single(callout.AdditionalProperties.Keys), ignoreCase: true);
    }

    [Theory]
    [InlineData("runs/r/userProcessingResults/u", "w", "t", "x", "w r u t x")]
    [InlineData("runs/r/userProcessingResults/u", null, "t", null, "w r u t x")]
    [InlineData("runs/r/userProcessingResults/u", "w", null, "x", "w r u  x")]
    [InlineData("tasks/t", null, null, null, "w   t x")]
    [InlineData("tasks/t", "w", "t", "x", "w   t x")]
    [InlineData(null, "w", "t", "x", "w   t x")]
    public void Ids_of_the_path_and_of_the_body_complete_each_other(
        string? parent,
        string? workflow,
        string? task,
        string? result,
        string ids
    )
    {
        const string Workflow = "/identityGovernance/lifecycleWorkflows/workflows/w/";
        string path = parent is null ? "null" : $"\"{Workflow}{parent}/taskProcessingResults/x/resume\"";
        Callout callout = CalloutReader.Read(
            $$$$"""
            {"data":{"callbackUriPath":{{{{path}}}},"workflow":{{{{Part(workflow)}}}},
             "task":{{{{Part(task)}}}},"taskProcessingResult":{{{{Part(result)}}}}}}
            """
        );
        Assert.Equal(
            ids,
            string.Join(
                ' ',
                callout.WorkflowId,
                callout.RunId,
                callout.UserProcessingResultId,
                callout.TaskId,
                callout.TaskProcessingResultId
            )
        );
        Assert.Equal(callout.TaskId, callout.Task?.Id);

        static string Part(string? id) => id is null ? "null" : $$"""{"id":"{{id}}"}""";
    }

    [Theory]
    [InlineData("taskProcessingResult")]
    [InlineData("workflow")]
    [InlineData("task")]
    public void Without_a_path_no_id_may_be_missing(string missing)
    {
        string text = """{"data":{"task":{"id":"t"},"taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}""";
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            CalloutReader.Read(text.Replace($"\"{missing}\"", "\"other\"", StringComparison.Ordinal))
        );
        Assert.Contains(
            $"'data.{missing}.id' and 'data.callbackUriPath' are missing",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_other_spelling_of_the_version_is_taken() =>
        Assert.Equal(
            3,
            CalloutReader
                .Read(SampleCallouts.Task.Replace("workflowVersion", "workflowVerson", StringComparison.Ordinal))
                .WorkflowVersion
        );

    [Fact]
    public void The_path_alone_suffices_and_gives_all_its_ids()
    {
        Callout callout = CalloutReader.Read(
            """{"data":{"callbackUriPath":"/identityGovernance/lifecycleWorkflows/deletedItems/"""
                + """workflows/w/runs/r/userProcessingResults/u/taskProcessingResults/x/resume"}}"""
        );
        Assert.Equal(
            ("w", "r", "u", "x", true),
            (
                callout.WorkflowId,
                callout.RunId,
                callout.UserProcessingResultId,
                callout.TaskProcessingResultId,
                callout.Deleted
            )
        );
    }

    [Fact]
    public void The_ids_alone_suffice()
    {
        Callout callout = CalloutReader.Read(
            """{"data":{"task":{"id":"t"},"taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}"""
        );
        Assert.Equal(
            (null, "w", "t", "x"),
            (callout.CallbackUriPath, callout.WorkflowId, callout.TaskId, callout.TaskProcessingResultId)
        );
    }

    [Fact]
    public void GUIDs_in_another_letter_case_contradict_nothing()
    {
        const string Id = "54be951d-12af-54a3-9d99-484b89315eaa";
        string text = SampleCallouts
            .Task.Replace("/x/", $"/{Id.ToUpperInvariant()}/", StringComparison.Ordinal)
            .Replace("\"x\"", $"\"{Id}\"", StringComparison.Ordinal);
        Assert.Equal(Id.ToUpperInvariant(), CalloutReader.Read(text).TaskProcessingResultId);
    }

    [Theory]
    [InlineData("""{"Stage":"CustomExtensionConnectionTest"}""")]
    [InlineData(
        """{"stage":"customExtensionConnectionTest","AccessPackageAssignmentRequestId":"","CallbackUriPath":null,"CustomExtensionStageInstanceId":""}"""
    )]
    [InlineData("""{"data":{"Stage":"CustomExtensionConnectionTest","CallbackUriPath":"not a path"}}""")]
    public void A_connection_test_is_read_whatever_it_lacks(string text) =>
        Assert.True(CalloutReader.Read(text).IsConnectionTest);

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void A_text_with_half_a_character_is_refused(int half)
    {
        string text = SampleCallouts.Task.Replace('A', (char)half);

        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => CalloutReader.Read(text));

        Assert.Equal(ErrorCondition.InvalidCallout, error.Condition);
        Assert.Contains("it isn't valid text", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"other":1,"OTHER":2}""", "a property occurs twice")]
    [InlineData("""{"stage":1,"Stage":2}""", "'Stage' occurs twice")]
    [InlineData("""{"data":{"other":1,"other":2}}""", "a property of 'data' occurs twice")]
    [InlineData("""{"data":{"task":{},"Task":{}}}""", "'data.Task' occurs twice")]
    [InlineData("""{"\ud800":1}""", "a property name isn't valid text")]
    [InlineData("""{"data":{"\ud800":1}}""", "a property name in 'data' isn't valid text")]
    [InlineData("""{"data":{"task":[]}}""", "'data.task' must be an object, not an array")]
    [InlineData("1", "the outermost value must be an object, not a number")]
    public void What_is_wrong_is_named_by_its_place(string text, string says) =>
        Assert.Contains(
            says,
            Assert.Throws<LifecycleWorkflowsException>(() => CalloutReader.Read(text)).Message,
            StringComparison.Ordinal
        );
}
