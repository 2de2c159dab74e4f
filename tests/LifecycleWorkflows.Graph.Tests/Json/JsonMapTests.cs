using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LifecycleWorkflows.Graph.Json;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class JsonMapTests
{
    private const string Result = """
        {
          "@odata.type": "#microsoft.graph.identityGovernance.taskProcessingResult",
          "id": "6e1ec336",
          "completedDateTime": null,
          "createdDateTime": "2026-11-20T08:15:30.1234567Z",
          "failureReason": "no mailbox",
          "processingInfo": "already a member",
          "processingStatus": "inProgress",
          "startedDateTime": "2026-11-20T10:15:31+02:00",
          "newMember": { "deep": [1, 2] },
          "subject@odata.context": "x",
          "subject": { "id": "u1", "displayName": "Adele Vance", "userPrincipalName": "adele@contoso.com", "mail": "a@contoso.com", "jobTitle": "Clerk" },
          "task": {
            "id": "t1", "category": "joiner,leaver", "continueOnError": false, "description": null, "displayName": "Create mailbox",
            "executionSequence": 3, "isEnabled": true, "taskDefinitionId": "d1",
            "arguments": [{ "name": "customTaskExtensionID", "value": "e1" }, { "value": "x", "name": "other" }]
          },
          "workflowSubject": null
        }
        """;

    [Fact]
    public void A_result_is_read_with_every_property()
    {
        TaskProcessingResult result = Read(JsonMaps.TaskProcessingResult, Result);
        Assert.Equal("6e1ec336", result.Id);
        Assert.Null(result.CompletedDateTime);
        Assert.Equal(
            new DateTimeOffset(2026, 11, 20, 8, 15, 30, TimeSpan.Zero).AddTicks(1234567),
            result.CreatedDateTime
        );
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 20, 8, 15, 31, TimeSpan.Zero), TimeSpan.Zero),
            (result.StartedDateTime!.Value, result.StartedDateTime.Value.Offset)
        );
        Assert.Equal(
            ("no mailbox", "already a member", "inProgress"),
            (result.FailureReason, result.ProcessingInfo, result.ProcessingStatus)
        );
        Assert.Equal(
            ("u1", "Adele Vance", "adele@contoso.com", "a@contoso.com"),
            (result.Subject!.Id, result.Subject.DisplayName, result.Subject.UserPrincipalName, result.Subject.Mail)
        );
        Assert.Equal("Clerk", result.Subject.AdditionalProperties["jobTitle"]);
        Assert.Equal(
            ("t1", "joiner,leaver", false, null, "Create mailbox", 3, true, "d1"),
            (
                result.Task!.Id,
                result.Task.Category,
                result.Task.ContinueOnError!.Value,
                result.Task.Description,
                result.Task.DisplayName,
                result.Task.ExecutionSequence!.Value,
                result.Task.IsEnabled!.Value,
                result.Task.TaskDefinitionId
            )
        );
        Assert.Equal(("e1", "x"), (result.Task.Arguments!["CustomTaskExtensionId"], result.Task.Arguments["other"]));
        Assert.Equal(["newMember", "workflowSubject"], result.AdditionalProperties.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        Run run = Read(
            JsonMaps.Run,
            """{"workflowExecutionType":"onDemand","totalUsersCount":2,"id":"r","processingStatus":"quarantined","completedDateTime":null}"""
        );
        Assert.Equal(
            ("r", "onDemand", 2, "quarantined"),
            (run.Id, run.WorkflowExecutionType, run.TotalUsersCount!.Value, run.ProcessingStatus)
        );
    }

    private static readonly Dictionary<string, IEnumerable<string>> Tables = new()
    {
        ["taskProcessingResult"] = JsonMaps.TaskProcessingResult,
        ["accessPackageAssignmentRequest"] = JsonMaps.AccessPackageAssignmentRequest,
        ["run"] = JsonMaps.Run,
        ["userProcessingResult"] = JsonMaps.UserProcessingResult,
        ["task"] = JsonMaps.Task,
        ["workflow"] = JsonMaps.Workflow,
        ["previewFailedTask"] = JsonMaps.PreviewFailedTask,
        ["workflowVersion"] = JsonMaps.WorkflowVersion,
        ["workflowTemplate"] = JsonMaps.WorkflowTemplate,
        ["taskDefinition"] = JsonMaps.TaskDefinition,
        ["taskReport"] = JsonMaps.TaskReport,
        ["customTaskExtension"] = JsonMaps.CustomTaskExtension,
        ["lifecycleManagementSettings"] = JsonMaps.LifecycleManagementSettings,
        ["runSummary"] = JsonMaps.RunSummary,
        ["userSummary"] = JsonMaps.UserSummary,
        ["taskReportSummary"] = JsonMaps.TaskReportSummary,
        ["workflowsInsightsSummary"] = JsonMaps.WorkflowsInsightsSummary,
        ["workflowsInsightsByCategory"] = JsonMaps.WorkflowsInsightsByCategory,
        ["topWorkflowsInsightsSummary"] = JsonMaps.TopWorkflowsInsightsSummary,
        ["topTasksInsightsSummary"] = JsonMaps.TopTasksInsightsSummary,
    };

    public static TheoryData<string> Types() => [.. Tables.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_property_of_the_services_type_is_read_and_no_other(string type)
    {
        // processingInfo and the like may be newer than the metadata that a tenant is served from, so what is read
        // beyond it is a relation.
        string[] namesOfBeta = ["completedDate", "requestState", "requestStatus", "accessPackageAssignment"];
        Assert.Equal(
            Properties(type).Distinct().Order(StringComparer.Ordinal),
            Tables[type]
                .Except([
                    "subject",
                    "task",
                    "taskDefinition",
                    "accessPackage",
                    "assignment",
                    "requestor",
                    "reprocessedRuns",
                ])
                .Except(namesOfBeta)
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void Each_member_lands_in_the_property_of_its_name_and_in_no_other(string table, string member)
    {
        object fields = typeof(JsonMaps).GetProperty(table)!.GetValue(null)!;
        Type type = fields.GetType().GenericTypeArguments[0];
        PropertyInfo property = type.GetProperty(
            RenamedMembers.GetValueOrDefault(member) ?? char.ToUpperInvariant(member[0]) + member[1..]
        )!;
        string value = property.PropertyType switch
        {
            { } text when text == typeof(string) => $"\"{member}\"",
            { } number when number == typeof(int?) => "7",
            { } flag when flag == typeof(bool?) => "true",
            { } time when time == typeof(DateTimeOffset?) => "\"2026-11-22T09:00:00+01:00\"",
            { } pairs when pairs == typeof(IReadOnlyDictionary<string, string?>) => """[{"name":"n","value":"v"}]""",
            { } list when list == typeof(IReadOnlyList<IReadOnlyDictionary<string, object?>>) => """[{"n":"v"}]""",
            { } one when typeof(Resource).IsAssignableFrom(one) => """{"id":"inner"}""",
            _ => """{"n":"v"}""",
        };
        object read = ReadAny(fields, $$"""{"{{member}}":{{value}}}""");
        object expected = Activator.CreateInstance(type, nonPublic: true)!;
        string[] differing =
        [
            .. type.GetProperties()
                .Where(each => each.SetMethod is not null && Shown(each, read) != Shown(each, expected))
                .Select(each => each.Name),
        ];
        // A version's number is its id as well.
        Assert.Equal(
            [property.Name],
            differing.Where(name => member != "versionNumber" || name != nameof(WorkflowVersion.Id))
        );
        Assert.Equal(
            value.StartsWith("{\"id\"", StringComparison.Ordinal) ? "inner" : Compact(value),
            Compact(Shown(property, read))
        );
        Assert.Empty(((GraphObject)read).AdditionalProperties);

        object absent = ReadAny(fields, $$"""{"{{member}}":null}""");
        Assert.Equal(Shown(property, expected), Shown(property, absent));
    }

    public static TheoryData<string, string> Members() =>
        [
            .. from table in typeof(JsonMaps).GetProperties(BindingFlags.Public | BindingFlags.Static)
            where table.Name is not (nameof(JsonMaps.PreviewScope) or nameof(JsonMaps.PreviewFailedTask))
            from member in (IEnumerable<string>)table.GetValue(null)!
            select (table.Name, member),
        ];

    [Fact]
    public void A_task_that_would_fail_has_its_own_names()
    {
        PreviewFailedTask task = Read(
            JsonMaps.PreviewFailedTask,
            """{"name":"n","definitionId":"d","taskId":"t","failureReason":"f","other":1}"""
        );
        Assert.Equal(
            ("t", "t", "n", "d", "f"),
            (task.Id, task.TaskId, task.TaskDisplayName, task.TaskDefinitionId, task.FailureReason)
        );
        Assert.Equal("other", Assert.Single(task.AdditionalProperties).Key);
    }

    [Fact]
    public void A_user_of_a_preview_is_the_subject_of_a_member()
    {
        WorkflowScopeMember member = Read(
            JsonMaps.PreviewScope,
            """{"id":"u","displayName":"Adele","userPrincipalName":"adele@x","mail":"a@x","jobTitle":"CFO"}"""
        );
        Subject user = member.Subject!;
        Assert.Equal(("u", "u"), (member.Id, member.SubjectId));
        Assert.Equal(("u", "Adele", "adele@x", "a@x"), (user.Id, user.DisplayName, user.UserPrincipalName, user.Mail));
        Assert.Equal("CFO", Assert.Single(member.AdditionalProperties).Value);
    }

    private static readonly Dictionary<string, string> RenamedMembers = new()
    {
        ["email"] = "Mail",
        ["objectId"] = "Id",
        ["principalName"] = "UserPrincipalName",
        ["completedDate"] = "CompletedDateTime",
        ["requestState"] = "State",
        ["requestStatus"] = "Status",
        ["accessPackageAssignment"] = "Assignment",
    };

    private static object ReadAny(object fields, string json) =>
        typeof(JsonMapTests)
            .GetMethod(nameof(Read), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(fields.GetType().GenericTypeArguments[0])
            .Invoke(null, [fields, json])!;

    /// <summary>A property's value as text; of another resource the id.</summary>
    private static string Shown(PropertyInfo property, object record) =>
        property.GetValue(record) switch
        {
            Resource resource => resource.Id,
            IReadOnlyDictionary<string, string?> pairs => JsonSerializer.Serialize(
                pairs.Select(pair => new { name = pair.Key, value = pair.Value })
            ),
            var value => JsonSerializer.Serialize(value),
        };

    private static string Compact(string text) =>
        text.Replace("2026-11-22T09:00:00+01:00", "2026-11-22T08:00:00+00:00", StringComparison.Ordinal)
            .Replace("\\u002B", "+", StringComparison.Ordinal);

    [Fact]
    public void A_subject_of_entitlement_management_is_known_by_its_object_id_wherever_that_stands()
    {
        Assert.Equal("o", Read(JsonMaps.AccessPackageSubject, """{"id":"x","objectId":"o"}""").Id);
        Assert.Equal("o", Read(JsonMaps.AccessPackageSubject, """{"objectId":"o","id":"x"}""").Id);
        Assert.Equal("x", Read(JsonMaps.AccessPackageSubject, """{"id":"x","objectId":null}""").Id);
    }

    [Theory]
    [InlineData(
        """
            {"@odata.x":{"id":"wrong","value":[{"id":"wrong"}],"@odata.nextLink":"wrong"},
             "id":"right","processingStatus":"failed"}
            """
    )]
    [InlineData(
        """
            {"id":"right","processingStatus@odata.x":{"id":"wrong","processingStatus":"wrong"},"processingStatus":"failed"}
            """
    )]
    [InlineData("""{"id":"right","processingStatus":"failed","task@odata.x":[{"id":"wrong"},["wrong"]]}""")]
    public void An_annotation_is_stepped_over_whatever_stands_in_it(string json)
    {
        TaskProcessingResult result = Read(JsonMaps.TaskProcessingResult, json);
        Assert.Equal(("right", "failed"), (result.Id, result.ProcessingStatus));
        Assert.Empty(result.AdditionalProperties);
        Page<TaskProcessingResult> page = Page<TaskProcessingResult>.Read(
            Encoding.UTF8.GetBytes(
                $$"""{"@odata.y":{"value":[{"id":"wrong"}],"@odata.nextLink":"wrong"},"value":[{{json}}]}"""
            ),
            JsonMaps.TaskProcessingResult,
            1
        );
        Assert.Equal(("right", null), (Assert.Single(page.Items).Id, page.NextLink));
    }

    [Theory]
    [InlineData("""{"a":"\ud800"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":{"b":["\ud800"]}}""")]
    public void What_is_no_text_is_refused_at_once_and_not_when_somebody_asks(string json) =>
        Assert.Throws<InvalidOperationException>(() => Read(JsonMaps.TaskProcessingResult, json));

    [Fact]
    public void What_has_no_record_of_its_own_becomes_a_dictionary_with_its_type()
    {
        CustomTaskExtension extension = Read(
            JsonMaps.CustomTaskExtension,
            """
            {
              "id": "e",
              "callbackConfiguration": { "@odata.type": "#microsoft.graph.identityGovernance.customTaskExtensionCallbackConfiguration", "timeoutDuration": "PT1H30M", "authorizedApps": [{ "id": "a" }] },
              "endpointConfiguration": null
            }
            """
        );
        Assert.Equal(TimeSpan.FromMinutes(90), extension.TimeoutDuration);
        Assert.EndsWith(
            "customTaskExtensionCallbackConfiguration",
            (string)extension.CallbackConfiguration!["@odata.type"]!,
            StringComparison.Ordinal
        );
        Assert.Null(extension.EndpointConfiguration);
        TaskDefinition definition = Read(
            JsonMaps.TaskDefinition,
            """{"id":"d","parameters":[{"name":"n","values":["a","b"],"valueType":"enum"}],"version":1}"""
        );
        Assert.Equal(new object?[] { "a", "b" }, Assert.Single(definition.Parameters!)["values"]);
        Assert.Equal(1, definition.Version);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    public void A_timeout_that_makes_no_sense_is_none(string text) =>
        Assert.Null(
            Read(
                JsonMaps.CustomTaskExtension,
                $$"""{"id":"e","callbackConfiguration":{"timeoutDuration":"{{text}}"} }"""
            ).TimeoutDuration
        );

    [Theory]
    [InlineData("""{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"https://x/next"}""", "1 2", "https://x/next")]
    [InlineData("""{"@odata.context":"c","@microsoft.graph.tips":"t","@odata.count":5,"value":[]}""", "", null)]
    [InlineData("""{"@odata.nextLink":null,"value":[{"id":"1"}]}""", "1", null)]
    public void A_page_is_its_items_and_its_link(string json, string ids, string? link)
    {
        Page<Run> page = Page<Run>.Read(Encoding.UTF8.GetBytes(json), JsonMaps.Run, 1);
        Assert.Equal(
            (ids, link),
            (string.Join(' ', page.Items), page.NextLink) is var (items, next)
                ? (items.Replace("Run ", "", StringComparison.Ordinal), next)
                : default
        );
    }

    [Fact]
    public void A_task_that_items_repeat_is_read_once_and_never_mixed_up()
    {
        string[] tasks =
        [
            """{"id":"a","displayName":"A"}""",
            """{"id":"b","displayName":"B"}""",
            """{"id":"a", "displayName":"A"}""",
            "null",
        ];
        string items = string.Join(
            ',',
            Enumerable.Range(0, 40).Select(number => $$"""{"id":"{{number}}","task":{{tasks[number % 4]}}}""")
        );
        List<TaskProcessingResult> results = Page<TaskProcessingResult>
            .Read(Encoding.UTF8.GetBytes($$"""{"value":[{{items}}]}"""), JsonMaps.TaskProcessingResult, 1)
            .Items;
        Assert.Equal(["A", "B", "A", null], results.Take(4).Select(result => result.Task?.DisplayName));
        Assert.All(results.Skip(4).Zip(results), pair => Assert.Same(pair.First.Task, pair.Second.Task));
    }

    [Fact]
    public void A_shared_task_does_not_move_along_with_one_of_its_results()
    {
        List<TaskProcessingResult> page = Page<TaskProcessingResult>
            .Read(
                """{"value":[{"id":"1","task":{"id":"a"}},{"id":"2","task":{"id":"a"}}]}"""u8,
                JsonMaps.TaskProcessingResult,
                2
            )
            .Items;
        ResourcePath here = new("v1.0", new() { WorkflowId = "w" }, "x"),
            there = new("beta", new() { WorkflowId = "v" }, "y");
        page.ForEach(result => result.Origin = here);
        Assert.Same(page[0].Task, page[1].Task);
        page[1].Origin = there;
        Assert.Equal(
            ("w", "v1.0", "v", "beta"),
            (page[0].Task!.WorkflowId, page[0].Task!.ApiVersion, page[1].Task!.WorkflowId, page[1].Task!.ApiVersion)
        );
        Assert.Equal("a", page[1].Task!.Id);
    }

    [Fact]
    public void What_stands_behind_a_repeated_task_is_read_as_ever()
    {
        const string Task = """{"id":"a","arguments":[{"name":"n","value":"\u007d]"}],"newer":{"deep":[{}]}}""";
        string[] items =
        [
            $$"""{"id":"1","task":{{Task}}}""",
            $$"""{"task" : {{Task}} , "newer":{"x":[1,{"y":"\u0041"}]},"id":"2","processingStatus":"completed"}""",
            $$"""{"id":"3","newest":[{{Task}}],"task":{{Task}},"subject":{"id":"s","newer":"kept"} }""",
            $$"""{"task":{{Task}},"task":{{Task}},"id":"4"}""",
        ];
        List<TaskProcessingResult> page = Page<TaskProcessingResult>
            .Read(
                Encoding.UTF8.GetBytes($$"""{"value":[{{string.Join(',', items)}}]}"""),
                JsonMaps.TaskProcessingResult,
                1
            )
            .Items;
        Assert.Equal(
            items.Select(item => JsonSerializer.Serialize(Read(JsonMaps.TaskProcessingResult, item))),
            page.Select(item => JsonSerializer.Serialize(item))
        );
        Assert.Equal("kept", page[2].Subject!.AdditionalProperties["newer"]);
        Assert.All(page, item => Assert.Same(page[0].Task, item.Task));
    }

    [Theory]
    [InlineData("")]
    [InlineData("}")]
    [InlineData("}]")]
    [InlineData("x}]}")]
    [InlineData("]]}")]
    [InlineData("{}}]}")]
    [InlineData(",}]}")]
    [InlineData("""  "id":"2"}]}""")]
    public void What_follows_a_repeated_task_is_held_to_the_grammar(string rest) =>
        Assert.ThrowsAny<JsonException>(() =>
            Page<TaskProcessingResult>.Read(
                Encoding.UTF8.GetBytes("""{"value":[{"task":{"id":"a"}},{"task":{"id":"a"}""" + rest),
                JsonMaps.TaskProcessingResult,
                1
            )
        );

    [Theory]
    [InlineData("""{"id":"t","arguments":[null],"displayName":"A"}""")]
    [InlineData("""{"id":"t","arguments":[{"name":"n"},1],"displayName":"A"}""")]
    [InlineData("""{"id":"t","arguments":{}}""")]
    public void A_list_of_another_shape_is_refused_and_cuts_nothing_off(string task) =>
        Assert.Throws<FormatException>(() => Read(JsonMaps.Task, task));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"value":{}}""")]
    [InlineData("""{"value":[1]}""")]
    [InlineData("""{"value":[{"id":"1"}""")]
    [InlineData("")]
    public void What_is_no_page_is_refused(string json) =>
        Assert.ThrowsAny<Exception>(() => Page<Run>.Read(Encoding.UTF8.GetBytes(json), JsonMaps.Run, 1));

    private static T Read<T>(JsonMap<T> fields, string json)
        where T : GraphObject
    {
        ResourceJsonReader cursor = new(Encoding.UTF8.GetBytes(json));
        cursor.Read();
        return fields.Read(ref cursor);
    }

    /// <summary>The properties of a type and of its base types, as the service's metadata has them.</summary>
    private static IEnumerable<string> Properties(string type)
    {
        XDocument metadata = XDocument.Load(Repository.File("tests", "data", "types-v1.0.csdl.xml"));
        Dictionary<string, XElement> types = metadata
            .Descendants()
            .Where(element => element.Name.LocalName is "EntityType" or "ComplexType")
            .ToDictionary(element => element.Attribute("Name")!.Value);
        for (
            string? name = type;
            name is not null && types.TryGetValue(name, out XElement? element);
            name = element.Attribute("BaseType")?.Value.Split('.')[^1]
        )
        {
            foreach (XElement property in element.Elements().Where(member => member.Name.LocalName == "Property"))
                yield return property.Attribute("Name")!.Value;
        }
    }
}
