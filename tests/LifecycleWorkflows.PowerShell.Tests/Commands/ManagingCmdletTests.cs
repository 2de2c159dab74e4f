using System.Text.Json.Nodes;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Commands;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>Cmdlets that change workflows: what they send, refuse, say first, and return.</summary>
public sealed class ManagingCmdletTests
{
    private const string Root = "/v1.0/identityGovernance/lifecycleWorkflows/";

    private static readonly Dictionary<string, Func<LwfWorkflowCmdlet>> Makers = new()
    {
        ["Enable"] = () => new EnableLwfWorkflow(),
        ["Disable"] = () => new DisableLwfWorkflow(),
        ["SetName"] = () => new SetLwfWorkflow { DisplayName = "New" },
        ["SetDescription"] = () => new SetLwfWorkflow { Description = "Why" },
        ["SetBoth"] = () => new SetLwfWorkflow { DisplayName = "New", Description = "Why" },
        ["Remove"] = () => new RemoveLwfWorkflow(),
        ["Restore"] = () => new RestoreLwfWorkflow(),
        ["Clear"] = () => new ClearLwfQuarantine(),
        ["Test"] = () => new TestLwfWorkflow(),
    };

    public static TheoryData<string> Changes() => [.. Makers.Keys.Where(name => name != "Test")];

    public static TheoryData<string> All() => [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Nothing_is_sent_but_a_read_before_somebody_agrees(string name)
    {
        Tenant tenant = Fitting(name);
        RecordingPipeline pipeline = Run(name, tenant, new() { Agrees = false });
        Assert.Single(pipeline.Confirmations);
        Assert.Empty(pipeline.Errors);
        Assert.All(tenant.Service.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
    }

    [Theory]
    [InlineData("Disable", "queued users are canceled")]
    [InlineData("Remove", "queued users are canceled; it can be restored for 30 days")]
    [InlineData("SetName", "new display name 'New'")]
    public void What_else_happens_is_said_before(string name, string consequence)
    {
        (string description, string question) = Assert.Single(
            Run(name, Fitting(name), new() { Agrees = false }).Confirmations
        );
        Assert.Contains($"({consequence}", description, StringComparison.Ordinal);
        Assert.Contains(consequence, question, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("'Offboard leavers'", description, StringComparison.Ordinal);
        Assert.Contains("leaver workflow 'Offboard leavers'?", question, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_workflow_in_the_other_place_is_refused_with_a_way_on(string name)
    {
        Tenant tenant = Fitting(name);
        tenant.IsDeleted = !tenant.IsDeleted;
        LifecycleWorkflowsException error = Assert.Single(Run(name, tenant).Errors).Exception;
        Assert.Equal(ErrorCondition.Conflict, error.Condition);
        Assert.Contains(
            tenant.IsDeleted ? "'Offboard leavers' is deleted" : "'Offboard leavers' isn't deleted",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Contains("-Lwf", error.RecommendedAction.Replace("-Permanent", "-Lwf", StringComparison.Ordinal));
        Assert.All(tenant.Service.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_workflow_that_is_nowhere_is_not_found(string name)
    {
        Tenant tenant = Fitting(name);
        LifecycleWorkflowsException error = Assert.Single(Run(name, tenant, id: "nobody").Errors).Exception;
        Assert.Equal(ErrorCondition.NotFound, error.Condition);
        Assert.All(tenant.Service.Requests, request => Assert.Equal(HttpMethod.Get, request.Method));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Without_a_workflow_nothing_is_sent(string name)
    {
        Tenant tenant = Fitting(name);
        LifecycleWorkflowsException error = Assert.Single(Run(name, tenant, id: null).Errors).Exception;
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.Contains("-WorkflowId", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(tenant.Service.Requests);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_workflow_that_is_piped_twice_is_changed_once(string name)
    {
        Tenant tenant = Fitting(name);
        LwfWorkflowCmdlet cmdlet = Makers[name]();
        cmdlet.Connection = TestConnection.To(tenant.Service);
        RecordingPipeline pipeline = cmdlet.Run(null, each => each.WorkflowId = "w", each => each.WorkflowId = "w");
        Assert.Empty(pipeline.Errors);
        Assert.Single(pipeline.Confirmations);
        Assert.Single(tenant.Service.Requests, request => request.Method != HttpMethod.Get);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void One_that_cannot_be_changed_does_not_end_the_others(string name)
    {
        Tenant tenant = Fitting(name);
        LwfWorkflowCmdlet cmdlet = Makers[name]();
        cmdlet.Connection = TestConnection.To(tenant.Service);
        RecordingPipeline pipeline = cmdlet.Run(
            null,
            each => each.WorkflowId = "nobody",
            each => each.WorkflowId = "w"
        );
        Assert.Equal(ErrorCondition.NotFound, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Single(tenant.Service.Requests, request => request.Method != HttpMethod.Get);
    }

    [Theory]
    [InlineData("Enable")]
    [InlineData("SetName")]
    [InlineData("Disable")]
    [InlineData("Clear")]
    public void What_is_so_already_is_no_error_and_nothing_is_sent_or_asked(string name)
    {
        Tenant tenant = new() { IsEnabled = name != "Disable", Name = "New" };
        RecordingPipeline pipeline = Run(name, tenant);
        Assert.Empty(pipeline.Errors);
        Assert.Empty(pipeline.Confirmations);
        Assert.Equal(HttpMethod.Get, Assert.Single(tenant.Service.Requests).Method);
        Assert.Contains(
            name == "Clear" ? pipeline.Warnings : pipeline.Verbosities,
            text => text.StartsWith("The workflow 'New' ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Set_without_anything_to_set_is_refused()
    {
        FakeService service = new(() => Ok("{}"));
        RecordingPipeline pipeline = new SetLwfWorkflow
        {
            Connection = TestConnection.To(service),
            WorkflowId = "w",
        }.Run();
        Assert.Equal(ErrorCondition.InvalidRequest, Assert.Single(pipeline.Errors).Exception.Condition);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public void One_name_is_not_given_to_two_workflows()
    {
        FakeService service = new(
            (request, _) =>
                request.Method == HttpMethod.Get
                    ? Ok($$"""{"id":"{{request.Uri.Segments[^1]}}","displayName":"Old"}""")
                    : Status(204)
        );
        RecordingPipeline pipeline = new SetLwfWorkflow
        {
            Connection = TestConnection.To(service),
            DisplayName = "New",
        }.Run(null, each => each.WorkflowId = "w1", each => each.WorkflowId = "w2");
        Assert.Contains("-DisplayName", Assert.Single(pipeline.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(
            "w1",
            Assert.Single(service.Requests, request => request.Method == HttpMethod.Patch).Uri.Segments[^1]
        );
    }

    [Fact]
    public void Tasks_that_would_fail_come_out_with_their_reasons()
    {
        Tenant tenant = new()
        {
            Failures =
                """[{"name":"Generate TAP","definitionId":"d","taskId":"t","failureReason":"A role is missing.","extra":1}]""",
        };
        PreviewFailedTask task = Assert.IsType<PreviewFailedTask>(Assert.Single(Run("Test", tenant).Outputs));
        Assert.Equal(
            ("t", "Generate TAP", "d", "A role is missing.", "w", "Offboard leavers", "v1.0"),
            (
                task.TaskId,
                task.TaskDisplayName,
                task.TaskDefinitionId,
                task.FailureReason,
                task.WorkflowId,
                task.WorkflowDisplayName,
                task.ApiVersion
            )
        );
        Assert.Equal(1L, task.AdditionalProperties["extra"]);
    }

    [Fact]
    public void A_check_that_gets_no_response_is_repeated_because_it_changes_nothing()
    {
        Tenant tenant = new() { FailingPosts = 1 };
        Assert.Empty(Run("Test", tenant).Errors);
        Assert.Equal(3, tenant.Service.Requests.Count);
    }

    /// <summary>A tenant in which a change can be made.</summary>
    private static Tenant Fitting(string name) =>
        new()
        {
            IsEnabled = name != "Enable",
            IsDeleted = name == "Restore",
            IsQuarantined = name == "Clear",
        };

    private static RecordingPipeline Run(
        string name,
        Tenant tenant,
        RecordingPipeline? pipeline = null,
        string? id = "w"
    )
    {
        LwfWorkflowCmdlet cmdlet = Makers[name]();
        cmdlet.Connection = TestConnection.To(tenant.Service);
        return cmdlet.Run(pipeline, each => each.WorkflowId = id);
    }

    /// <summary>A service with one workflow, which changes as it's told.</summary>
    private sealed class Tenant
    {
        private const string Live = Root + "workflows/w";
        private const string Deleted = Root + "deletedItems/workflows/w";

        private bool _isGone;

        public Tenant() => Service = new((request, _) => Answer(request));

        public FakeService Service { get; }

        public string Name { get; set; } = "Offboard leavers";

        public bool IsEnabled { get; set; } = true;

        public bool IsScheduled { get; set; }

        public bool IsDeleted { get; set; }

        public bool IsQuarantined { get; set; }

        public string Failures { get; set; } = "[]";

        public int FailingPosts { get; set; }

        private HttpResponseMessage Answer(SentRequest request)
        {
            string path = request.Uri.AbsolutePath;
            if (request.Method == HttpMethod.Post && FailingPosts-- > 0)
                return Status(500);
            if (_isGone || !path.StartsWith(IsDeleted ? Deleted : Live, StringComparison.Ordinal))
                return Refusal(404, "ResourceNotFound");
            if (request.Method == HttpMethod.Get)
                return Ok(Json());
            return Change(request, path.Split('/')[^1]);
        }

        private HttpResponseMessage Change(SentRequest request, string last)
        {
            if (request.Method == HttpMethod.Delete)
                (_isGone, IsDeleted) = (IsDeleted, true);
            else if (request.Method == HttpMethod.Patch)
                Patch(JsonNode.Parse(request.Body!)!);
            else if (last == "restore")
                IsDeleted = false;
            else if (last == "clearQuarantine")
                IsQuarantined = false;
            else
                return Ok($$"""{"value":{{Failures}}}""");
            return request.Method == HttpMethod.Post ? Ok(Json()) : Status(204);
        }

        private void Patch(JsonNode body)
        {
            Name = (string?)body["displayName"] ?? Name;
            IsEnabled = (bool?)body["isEnabled"] ?? IsEnabled;
            IsScheduled = (bool?)body["isSchedulingEnabled"] ?? IsScheduled;
        }

        private string Json() =>
            new JsonObject
            {
                ["id"] = "w",
                ["displayName"] = Name,
                ["category"] = "leaver",
                ["isEnabled"] = IsEnabled,
                ["isSchedulingEnabled"] = IsScheduled,
                ["quarantineDetails"] = new JsonObject
                {
                    ["quarantineType"] = IsQuarantined ? "countBasedThresholdExceeded" : "notQuarantined",
                },
            }.ToJsonString();
    }
}
