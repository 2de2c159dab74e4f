namespace LifecycleWorkflows.Core.Tests;

public sealed class CalloutTests
{
    private const string Path =
        "/identityGovernance/lifecycleWorkflows/workflows/w/tasks/t/taskProcessingResults/x/resume";

    private const string OfTask = $$"""
        {
          "source": "s", "type": "y",
          "data": {
            "callbackUriPath": "{{Path}}",
            "subject": { "id": "u", "displayName": "Adele", "email": "a@contoso.com", "userPrincipalName": "adele@contoso.com", "manager": { "id": "m", "displayName": "Miriam" } },
            "task": { "id": "t", "displayName": "Create mailbox" },
            "taskProcessingResult": { "id": "x", "createdDateTime": "2026-11-20T10:15:30.1234567+02:00" },
            "workflow": { "id": "w", "displayName": "Onboard", "workflowVersion": 3 },
            "later": { "deep": [1] }
          }
        }
        """;

    private const string OfRequest = """
        {"AccessPackageAssignmentRequestId":"q","CallbackUriPath":"/identityGovernance/entitlementManagement/accessPackageAssignments/a/accessPackageAssignmentRequests/q/resume",
         "CustomExtensionStageInstanceId":"i","Stage":"AssignmentRequestCreated","RequestType":"UserAdd","State":"Submitted","Status":"WaitingForCallback","Answers":[{"x":1}],
         "AccessPackage":{"Id":"p","DisplayName":"Sales"},"Assignment":{"Target":{"ObjectId":"o","PrincipalName":"adele@contoso.com"}}}
        """;

    [Fact]
    public void A_task_s_callout_is_read_with_every_part()
    {
        Callout callout = CalloutReader.Read(OfTask);
        Assert.Equal(
            ("TaskProcessingResult", false, Path, "s", "y"),
            (callout.Kind, callout.IsConnectionTest, callout.CallbackUriPath, callout.Source, callout.Type)
        );
        Assert.Equal(
            ("x", "w", "t", "Onboard", 3),
            (
                callout.TaskProcessingResultId,
                callout.WorkflowId,
                callout.TaskId,
                callout.WorkflowDisplayName,
                callout.WorkflowVersion!.Value
            )
        );
        Assert.Equal(
            ("Create mailbox", "u", "Adele", "a@contoso.com", "adele@contoso.com", "Miriam"),
            (
                callout.Task!.DisplayName,
                callout.Subject!.Id,
                callout.Subject.DisplayName,
                callout.Subject.Mail,
                callout.Subject.UserPrincipalName,
                callout.Manager!.DisplayName
            )
        );
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 20, 8, 15, 30, TimeSpan.Zero).AddTicks(1234567), TimeSpan.Zero),
            (callout.CreatedDateTime!.Value, callout.CreatedDateTime.Value.Offset)
        );
        Assert.Equal(["later"], callout.AdditionalProperties.Keys);
        Assert.Equal("Callout x", callout.ToString());
    }

    [Fact]
    public void A_request_s_callout_is_read_with_every_part_in_any_letter_case()
    {
        foreach (
            string text in (string[])
                [
                    OfRequest,
                    OfRequest
                        .Replace("\"A", "\"a", StringComparison.Ordinal)
                        .Replace("\"Stage", "\"stage", StringComparison.Ordinal),
                    $$"""{"source":"s","data":{{OfRequest}}}""",
                ]
        )
        {
            Callout callout = CalloutReader.Read(text);
            Assert.Equal(
                ("AccessPackageAssignmentRequest", "q", "a", "i"),
                (
                    callout.Kind,
                    callout.AccessPackageAssignmentRequestId,
                    callout.AccessPackageAssignmentId,
                    callout.CustomExtensionStageInstanceId
                )
            );
            Assert.Equal("assignmentRequestCreated", callout.Stage, ignoreCase: true);
            Assert.Equal(
                ("UserAdd", "p", "Sales", "o", "adele@contoso.com"),
                (
                    callout.RequestType,
                    callout.AccessPackageId,
                    callout.AccessPackageDisplayName,
                    callout.Subject!.Id,
                    callout.Subject.UserPrincipalName
                )
            );
            Assert.Equal("answers", Assert.Single(callout.AdditionalProperties.Keys), ignoreCase: true);
        }
    }

    [Fact]
    public void A_task_s_callout_is_written_member_by_member()
    {
        const string Written = $$$$"""
            {"source":"s","type":"y","data":{"callbackUriPath":"{{{{Path}}}}",
            "subject":{"id":"u","displayName":"Adele","email":"a@contoso.com","userPrincipalName":"adele@contoso.com",
            "manager":{"id":"m","displayName":"Miriam"}},"task":{"id":"t","displayName":"Create mailbox"},
            "taskProcessingResult":{"id":"x","createdDateTime":"2026-11-20T08:15:30.1234567Z"},
            "workflow":{"id":"w","displayName":"Onboard","workflowVersion":3}}}
            """;
        AssertWritten(Written, OfTask);
    }

    [Fact]
    public void A_request_s_callout_is_written_member_by_member()
    {
        const string RequestPath =
            "/identityGovernance/entitlementManagement/accessPackageAssignments/a"
            + "/accessPackageAssignmentRequests/q/resume";
        AssertWritten(
            $$$$"""
            {"AccessPackageAssignmentRequestId":"q","CallbackUriPath":"{{{{RequestPath}}}}",
            "CustomExtensionStageInstanceId":"i","Stage":"AssignmentRequestCreated","RequestType":"UserAdd",
            "State":"Submitted","Status":"WaitingForCallback","AccessPackage":{"Id":"p","DisplayName":"Sales"},
            "Assignment":{"Target":{"ObjectId":"o","PrincipalName":"adele@contoso.com"}}}
            """,
            OfRequest
        );
        AssertWritten(
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
            "AccessPackage":{"Id":"p"},
            "Assignment":{"Target":{"ObjectId":"o","DisplayName":"Adele","Email":"a@contoso.com"}}}
            """,
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
             "AccessPackage":{"Id":"p"},
             "Requestor":{"ObjectId":"o","DisplayName":"Adele","Email":"a@contoso.com"},"later":1}
            """
        );
        AssertWritten(
            """{"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s"}""",
            """
            {"AccessPackageAssignmentRequestId":"q","CustomExtensionStageInstanceId":"i","Stage":"s",
             "AccessPackage":{"DisplayName":"Sales"}}
            """
        );
    }

    [Fact]
    public void What_a_callout_has_not_is_not_written()
    {
        const string RunPath =
            "/identityGovernance/lifecycleWorkflows/workflows/w/runs/r/taskProcessingResults/x/resume";
        AssertWritten(
            $$$$"""
            {"source":null,"type":null,"data":{"callbackUriPath":"{{{{RunPath}}}}","task":{},
            "taskProcessingResult":{"id":"x"},"workflow":{"id":"w"}}}
            """,
            $$$$"""{"data":{"callbackUriPath":"{{{{RunPath}}}}"} }"""
        );
        const string TemplatePath =
            "/identityGovernance/lifecycleWorkflows/workflowTemplates/m/tasks/t/taskProcessingResults/x/resume";
        AssertWritten(
            $$$$"""
            {"source":null,"type":null,"data":{"callbackUriPath":"{{{{TemplatePath}}}}","task":{"id":"t"},
            "taskProcessingResult":{"id":"x"}}}
            """,
            $$$$"""{"data":{"callbackUriPath":"{{{{TemplatePath}}}}"} }"""
        );
    }

    private static void AssertWritten(string expected, string read)
    {
        Callout callout = CalloutReader.Read(read);
        string written = CalloutWriter.Write(callout, indented: false);
        Assert.Equal(expected.ReplaceLineEndings(""), written);
        string indented = CalloutWriter.Write(callout, indented: true);
        Assert.Contains("\n  \"", indented.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(written, CalloutWriter.Write(CalloutReader.Read(indented), indented: false));
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

    [Theory]
    [InlineData("""{"RequestBody":BODY}""")]
    [InlineData("""{"requestbody":BODY,"hook":1}""")]
    [InlineData("""{"RequestBody":TEXT}""")]
    public void An_envelope_is_opened_once(string envelope)
    {
        string text = System.Text.Json.JsonSerializer.Serialize("\uFEFF" + OfTask);
        string opened = envelope
            .Replace("BODY", OfTask, StringComparison.Ordinal)
            .Replace("TEXT", text, StringComparison.Ordinal);
        Assert.Equal("x", CalloutReader.Read(opened).TaskProcessingResultId);
        Assert.Contains(
            "must contain",
            Assert
                .Throws<LifecycleWorkflowsException>(() => CalloutReader.Read($$"""{"RequestBody":{{opened}}}"""))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_other_spelling_of_the_version_is_taken() =>
        Assert.Equal(
            3,
            CalloutReader
                .Read(OfTask.Replace("workflowVersion", "workflowVerson", StringComparison.Ordinal))
                .WorkflowVersion
        );

    [Fact]
    public void The_path_alone_suffices_and_gives_all_its_ids()
    {
        Callout callout = CalloutReader.Read(
            """{"data":{"callbackUriPath":"/identityGovernance/lifecycleWorkflows/deletedItems/workflows/w/runs/r/userProcessingResults/u/taskProcessingResults/x/resume"}}"""
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
        string text = OfTask
            .Replace("/x/", $"/{Id.ToUpperInvariant()}/", StringComparison.Ordinal)
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
    [InlineData("{WebhookName:hook,RequestBody:BODY,RequestHeader:{Connection:Keep-Alive,Host:x}}")]
    [InlineData("{WebhookName:hook,RequestHeader:{Host:x},RequestBody:BODY}")]
    [InlineData("{ webhookname:hook,requestbody: BODY}")]
    [InlineData("""{"WebhookName":"hook","RequestBody":BODY,"RequestHeader":{}}""")]
    public void Webhook_data_is_opened(string text) =>
        Assert.Equal(
            "x",
            CalloutReader.Read(text.Replace("BODY", OfTask, StringComparison.Ordinal)).TaskProcessingResultId
        );

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

    [Fact]
    public void A_text_of_a_million_characters_is_read() =>
        Assert.Equal(
            "x",
            CalloutReader.Read(OfTask + new string(' ', (1 << 20) - OfTask.Length)).TaskProcessingResultId
        );

    [Fact]
    public void A_text_of_more_than_a_million_characters_is_refused() =>
        Assert.Contains(
            "longer",
            Assert
                .Throws<LifecycleWorkflowsException>(() => CalloutReader.Read(OfTask + new string(' ', 1 << 20)))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Lines_are_joined_and_a_broken_text_swallows_no_other()
    {
        string[] pretty = OfTask.Split('\n');
        string one = OfTask.ReplaceLineEndings("");
        Assert.Equal(["x"], Read(pretty));
        Assert.Equal(["x", "x"], Read([one, one]));
        Assert.Equal(["x", "x"], Read([.. pretty, "", .. pretty]));
        Assert.Equal(["broken", "x", "x"], Read([one[..^30], one, one]));
        Assert.Equal(["x", "broken", "x"], Read([one, """{"data":{""", one]));
        Assert.Equal(["x", "broken", "x"], Read([one, """{"data":{"task":{"id":"t"},""", one]));
        Assert.Equal(["broken", "x"], Read([.. pretty[..5], .. pretty]));
        Assert.Equal(["broken"], Read(pretty[..^2]));
        Assert.Equal(["broken", "x"], Read(["""{"data":""", one]));
        Assert.Equal(["broken", "x", "broken"], Read(["[", one, "]"]));
        Assert.Equal(["q"], Read(OfRequest.Replace("[{", "[\n{", StringComparison.Ordinal).Split('\n')));
    }

    private static List<string> Read(IEnumerable<string> texts)
    {
        CalloutTextBuffer lines = new();
        List<string> whole = [.. texts.SelectMany(lines.Add)];
        whole.AddRange(lines.Flush());
        return [.. whole.Select(Name)];
    }

    private static string Name(string text)
    {
        try
        {
            Callout callout = CalloutReader.Read(text);
            return callout.TaskProcessingResultId ?? callout.AccessPackageAssignmentRequestId!;
        }
        catch (LifecycleWorkflowsException)
        {
            return "broken";
        }
    }
}
