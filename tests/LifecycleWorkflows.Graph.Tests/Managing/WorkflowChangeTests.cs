using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Managing;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Tests;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using static LifecycleWorkflows.Tests.FakeService;
using LifecycleWorkflowsRequestBuilder = Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.LifecycleWorkflowsRequestBuilder;
using SdkUser = Microsoft.Graph.Models.User;
using SdkWorkflow = Microsoft.Graph.Models.IdentityGovernance.Workflow;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What changes of workflows send, and how they are settled when a response is lost.</summary>
public sealed class WorkflowChangeTests
{
    private const string Root = "/v1.0/identityGovernance/lifecycleWorkflows/";
    private const string LongName = "microsoft.graph.identityGovernance.";

    private static readonly Dictionary<string, WorkflowChange> Changes = new()
    {
        ["enable"] = WorkflowChange.Enable,
        ["enable schedule"] = WorkflowChange.EnableSchedule,
        ["disable"] = WorkflowChange.Disable,
        ["disable schedule"] = WorkflowChange.DisableSchedule,
        ["set name"] = WorkflowChange.Set(new() { DisplayName = "New" }),
        ["set description"] = WorkflowChange.Set(new() { Description = "Why" }),
        ["set both"] = WorkflowChange.Set(new() { DisplayName = "New", Description = "Why" }),
        ["remove"] = WorkflowChange.Remove,
        ["remove permanently"] = WorkflowChange.RemovePermanently,
        ["restore"] = WorkflowChange.Restore,
        ["clear quarantine"] = WorkflowChange.ClearQuarantine,
    };

    private static readonly Dictionary<string, Func<LifecycleWorkflowsRequestBuilder, RequestInformation>> Sdk = new()
    {
        ["enable"] = root => root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { IsEnabled = true }),
        ["enable schedule"] = root =>
            root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { IsSchedulingEnabled = true }),
        ["disable"] = root => root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { IsEnabled = false }),
        ["disable schedule"] = root =>
            root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { IsSchedulingEnabled = false }),
        ["set name"] = root => root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { DisplayName = "New" }),
        ["set description"] = root =>
            root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { Description = "Why" }),
        ["set both"] = root =>
            root.Workflows["w"].ToPatchRequestInformation(new SdkWorkflow { DisplayName = "New", Description = "Why" }),
        ["remove"] = root => root.Workflows["w"].ToDeleteRequestInformation(),
        ["remove permanently"] = root => root.DeletedItems.Workflows["w"].ToDeleteRequestInformation(),
        ["restore"] = root =>
            root.DeletedItems.Workflows["w"].MicrosoftGraphIdentityGovernanceRestore.ToPostRequestInformation(),
        ["clear quarantine"] = root =>
            root.Workflows["w"].MicrosoftGraphIdentityGovernanceClearQuarantine.ToPostRequestInformation(),
        ["check"] = root =>
            root.Workflows["w"].MicrosoftGraphIdentityGovernancePreviewTaskFailures.ToPostRequestInformation(),
        ["preview"] = root =>
            root.Workflows["w"]
                .MicrosoftGraphIdentityGovernancePreviewWorkflow.ToPostRequestInformation(
                    new() { Subjects = [new SdkUser { Id = "u1" }, new SdkUser { Id = "u2" }] }
                ),
    };

    public static TheoryData<string> SdkNames() => [.. Sdk.Keys];

    public static TheoryData<string> Names() => [.. Changes.Keys];

    [Theory]
    [InlineData("enable", "PATCH workflows/w", """{"isEnabled":true}""")]
    [InlineData("enable schedule", "PATCH workflows/w", """{"isSchedulingEnabled":true}""")]
    [InlineData("disable", "PATCH workflows/w", """{"isEnabled":false}""")]
    [InlineData("disable schedule", "PATCH workflows/w", """{"isSchedulingEnabled":false}""")]
    [InlineData("set name", "PATCH workflows/w", """{"displayName":"New"}""")]
    [InlineData("set description", "PATCH workflows/w", """{"description":"Why"}""")]
    [InlineData("set both", "PATCH workflows/w", """{"displayName":"New","description":"Why"}""")]
    [InlineData("remove", "DELETE workflows/w", "")]
    [InlineData("remove permanently", "DELETE deletedItems/workflows/w", "")]
    [InlineData("restore", "POST deletedItems/workflows/w/restore", "{}")]
    [InlineData("clear quarantine", "POST workflows/w/clearQuarantine", "{}")]
    [InlineData("check", "POST workflows/w/previewTaskFailures", "{}")]
    [InlineData(
        "preview",
        "POST workflows/w/previewWorkflow",
        """{"subjects":[{"@odata.type":"#microsoft.graph.user","id":"u1"},{"@odata.type":"#microsoft.graph.user","id":"u2"}]}"""
    )]
    public async Task The_request_is_that_of_the_reference(string name, string request, string body)
    {
        SentRequest sent = await SendAsync(name);
        Assert.Equal(request, $"{sent.Method} {sent.Uri.AbsolutePath[Root.Length..]}");
        Assert.Equal(body, sent.Body ?? "");
    }

    [Fact]
    public async Task Disabling_takes_the_schedule_along_where_there_is_one()
    {
        SentRequest sent = await SendAsync("disable", isScheduled: true);
        Assert.Equal("""{"isEnabled":false,"isSchedulingEnabled":false}""", sent.Body);
        Assert.Contains(
            "its schedule is disabled, too",
            WorkflowChange.Disable.Describe(new() { IsSchedulingEnabled = true }),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("schedule", WorkflowChange.Disable.Describe(new()), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SdkNames))]
    public async Task The_SDK_sends_the_same(string name)
    {
        using GraphServiceClient sdk = new(
            new HttpClient(),
            new AnonymousAuthenticationProvider(),
            "https://graph.example/v1.0"
        );
        RequestInformation theirs = Sdk[name](sdk.IdentityGovernance.LifecycleWorkflows);
        theirs.PathParameters["baseurl"] = "https://graph.example/v1.0";
        SentRequest ours = await SendAsync(name);
        Assert.Equal(
            $"{theirs.HttpMethod} {theirs.URI.AbsolutePath.Replace(LongName, "", StringComparison.Ordinal)}",
            $"{ours.Method} {ours.Uri.AbsolutePath}"
        );
        JsonObject expected = theirs.Content is { Length: > 0 } ? JsonNode.Parse(theirs.Content)!.AsObject() : [];
        // The SDK adds the type that the path implies.
        expected.Remove("@odata.type");
        JsonNode actual = string.IsNullOrEmpty(ours.Body) ? new JsonObject() : JsonNode.Parse(ours.Body)!;
        Assert.True(JsonNode.DeepEquals(expected, actual), $"{expected} {actual}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lost_response_to_a_change_that_was_made_is_settled_by_a_check(string name)
    {
        FakeTenant tenant = FakeTenant.For(Changes[name]);
        tenant.Loses = int.MaxValue;
        Assert.True(await tenant.ChangeAsync(Changes[name]));
        int most = Changes[name].Request(tenant.Workflows, new(), ResourcePath.None).IsRepeatable ? 6 : 1;
        Assert.InRange(tenant.Sent, 1, most);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_change_that_was_not_made_is_sent_again_and_made(string name)
    {
        FakeTenant tenant = FakeTenant.For(Changes[name]);
        tenant.Fails = 1;
        await tenant.ChangeAsync(Changes[name]);
        Assert.Equal(2, tenant.Sent);
        Assert.True(tenant.IsMade);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refusal_that_follows_from_the_first_request_is_no_failure(string name)
    {
        FakeTenant tenant = FakeTenant.For(Changes[name]);
        (tenant.Loses, tenant.Refuses) = (1, true);
        Assert.True(await tenant.ChangeAsync(Changes[name]));
        Assert.True(tenant.IsMade);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_never_made_is_an_error_that_says_how_to_go_on(string name)
    {
        FakeTenant tenant = FakeTenant.For(Changes[name]);
        tenant.Fails = int.MaxValue;
        LifecycleWorkflowsException failure = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            tenant.ChangeAsync(Changes[name])
        );
        Assert.Equal(ErrorCondition.ServiceUnavailable, failure.Condition);
        Assert.Contains("run the command again", failure.RecommendedAction, StringComparison.Ordinal);
        Assert.False(tenant.IsMade);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_refusal_is_told_and_nothing_is_sent_again(string name)
    {
        FakeTenant tenant = FakeTenant.For(Changes[name]);
        tenant.Forbids = true;
        LifecycleWorkflowsException failure = await Assert.ThrowsAsync<LifecycleWorkflowsException>(() =>
            tenant.ChangeAsync(Changes[name])
        );
        Assert.Equal(ErrorCondition.PermissionDenied, failure.Condition);
        Assert.Equal(1, tenant.Sent);
    }

    private static async Task<SentRequest> SendAsync(string name, bool isScheduled = false)
    {
        FakeService service = new(() => Ok("""{"value":[]}"""));
        Workflows workflows = TestConnection.To(service).Client.Workflows;
        bool isDeleted = Changes.TryGetValue(name, out WorkflowChange? change) && change.OfDeleted;
        Workflow workflow = FakeTenant.Workflow(isDeleted);
        workflow.IsSchedulingEnabled = isScheduled;
        ResourcePath path = workflow.Origin.Item("WorkflowId", workflow.Id);
        CancellationToken token = TestContext.Current.CancellationToken;
        if (name == "check")
            await workflows.GetTaskFailuresAsync(workflow, new Notices(), token);
        else
            await workflows.SendAsync(
                change?.Request(workflows, workflow, path) ?? workflows.Preview(path, ["u1", "u2"]),
                new Notices(),
                token
            );
        return Assert.Single(service.Requests);
    }

    /// <summary>A service with one workflow, which loses responses, fails, or refuses.</summary>
    private sealed class FakeTenant
    {
        private readonly GraphConnection _connection;
        private bool _isDeleted;
        private bool _isGone;
        private JsonObject _state = [];

        private FakeTenant(bool isDeleted)
        {
            _isDeleted = isDeleted;
            _connection = TestConnection.To(new FakeService((request, _) => Answer(request)));
        }

        public int Loses { get; set; }

        public int Fails { get; set; }

        public bool Refuses { get; set; }

        public bool Forbids { get; set; }

        public int Sent { get; private set; }

        public bool IsMade { get; private set; }

        public Workflows Workflows => _connection.Client.Workflows;

        public static FakeTenant For(WorkflowChange change) =>
            new(change.OfDeleted)
            {
                _state = new JsonObject
                {
                    ["id"] = "w",
                    ["isEnabled"] = change != WorkflowChange.Enable,
                    ["isSchedulingEnabled"] = change == WorkflowChange.DisableSchedule,
                    ["quarantineDetails"] = new JsonObject { ["quarantineType"] = "countBasedThresholdExceeded" },
                },
            };

        public static Workflow Workflow(bool isDeleted) =>
            new()
            {
                Id = "w",
                Origin = ResourceCollection.Workflows.ResolvePath(new() { Deleted = isDeleted }, ApiVersions.V1),
            };

        public Task<bool> ChangeAsync(WorkflowChange change) =>
            new WorkflowManager(Workflows, new Notices()).ChangeAsync(
                Workflow(_isDeleted),
                change,
                TestContext.Current.CancellationToken
            );

        private HttpResponseMessage Answer(SentRequest request)
        {
            string place = Root + (_isDeleted ? "deletedItems/" : "") + "workflows/w";
            bool isThere = !_isGone && request.Uri.AbsolutePath.StartsWith(place, StringComparison.Ordinal);
            if (request.Method == HttpMethod.Get)
                return isThere ? Ok(_state.ToJsonString()) : Refusal(404, "ResourceNotFound");
            Sent++;
            if (Forbids)
                return Refusal(403, "Forbidden");
            if (Fails-- > 0)
                return Status(500);
            if (Refuses && IsMade)
                return Refusal(isThere ? 400 : 404, "BAD_REQUEST");
            if (isThere)
                Make(request);
            return Loses-- > 0 ? Status(500) : Status(204);
        }

        private void Make(SentRequest request)
        {
            IsMade = true;
            if (request.Method == HttpMethod.Delete)
                (_isGone, _isDeleted) = (_isDeleted, true);
            else if (request.Method == HttpMethod.Post)
                (_isDeleted, _state["quarantineDetails"]) = (false, null);
            else
                foreach ((string name, JsonNode? value) in JsonNode.Parse(request.Body!)!.AsObject())
                    _state[name] = value?.DeepClone();
        }
    }
}
