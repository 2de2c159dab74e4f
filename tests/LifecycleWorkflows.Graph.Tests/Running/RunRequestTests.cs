using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Graph.Running;
using LifecycleWorkflows.Tests;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.IdentityGovernance;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;
using static LifecycleWorkflows.Tests.FakeService;
using ActivationScope = LifecycleWorkflows.Graph.Running.ActivationScope;
using WorkflowItemRequestBuilder = Microsoft.Graph.IdentityGovernance.LifecycleWorkflows.Workflows.Item.WorkflowItemRequestBuilder;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>The requests that start and stop runs, member by member, and beside those of Microsoft's SDK.</summary>
public sealed class RunRequestTests
{
    private const string Workflow = "/v1.0/identityGovernance/lifecycleWorkflows/workflows/w/";
    private const string Type = "#microsoft.graph.identityGovernance.";

    private static readonly Dictionary<string, Func<WorkflowItemRequestBuilder, RequestInformation>> Sdk = new()
    {
        ["users"] = workflow =>
            workflow.MicrosoftGraphIdentityGovernanceActivate.ToPostRequestInformation(
                new() { Subjects = [new User { Id = "u1" }, new User { Id = "u2" }] }
            ),
        ["group"] = workflow =>
            WithScope(workflow, new ActivateGroupScope { Group = new Microsoft.Graph.Models.Group { Id = "g" } }),
        ["run, what failed"] = workflow =>
            WithScope(
                workflow,
                new ActivateRunScope
                {
                    Run = new Microsoft.Graph.Models.IdentityGovernance.Run { Id = "r" },
                    TaskScope = ActivationTaskScopeType.FailedTasks,
                    UserScope = ActivationUserScopeType.FailedUsers,
                }
            ),
        ["run, all"] = workflow =>
            WithScope(
                workflow,
                new ActivateRunScope
                {
                    Run = new Microsoft.Graph.Models.IdentityGovernance.Run { Id = "r" },
                    TaskScope = ActivationTaskScopeType.AllTasks,
                    UserScope = ActivationUserScopeType.AllUsers,
                }
            ),
        ["results"] = workflow =>
            WithScope(
                workflow,
                new ActivateProcessingResultScope
                {
                    ProcessingResults =
                    [
                        new Microsoft.Graph.Models.IdentityGovernance.UserProcessingResult { Id = "p1" },
                        new Microsoft.Graph.Models.IdentityGovernance.UserProcessingResult { Id = "p2" },
                    ],
                    TaskScope = ActivationTaskScopeType.FailedTasks,
                }
            ),
        ["cancel"] = workflow =>
            workflow.MicrosoftGraphIdentityGovernanceCancelProcessing.ToPostRequestInformation(
                new()
                {
                    Scope = new CancelRunsScope
                    {
                        Runs = [new Microsoft.Graph.Models.IdentityGovernance.Run { Id = "r" }],
                    },
                }
            ),
    };

    public static TheoryData<string, string, string> Requests() =>
        new()
        {
            { "users", "activate", """{"subjects":[{"id":"u1"},{"id":"u2"}]}""" },
            {
                "group",
                "activateWithScope",
                $$$$"""{"scope":{"@odata.type":"{{{{Type}}}}activateGroupScope","group":{"id":"g"}}}"""
            },
            {
                "run, what failed",
                "activateWithScope",
                $$$$"""{"scope":{"@odata.type":"{{{{Type}}}}activateRunScope","taskScope":"failedTasks","userScope":"failedUsers","run":{"id":"r"}}}"""
            },
            {
                "run, all",
                "activateWithScope",
                $$$$"""{"scope":{"@odata.type":"{{{{Type}}}}activateRunScope","taskScope":"allTasks","userScope":"allUsers","run":{"id":"r"}}}"""
            },
            {
                "results",
                "activateWithScope",
                $$$$"""{"scope":{"@odata.type":"{{{{Type}}}}activateProcessingResultScope","taskScope":"failedTasks","processingResults":[{"id":"p1"},{"id":"p2"}]}}"""
            },
            {
                "cancel",
                "cancelProcessing",
                $$$$"""{"scope":{"@odata.type":"{{{{Type}}}}cancelRunsScope","runs":[{"id":"r"}]}}"""
            },
        };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_request_is_what_the_documentation_says_and_the_SDK_sends(
        string name,
        string action,
        string body
    )
    {
        SentRequest sent = await SendAsync(name);
        Assert.Equal((HttpMethod.Post, Workflow + action), (sent.Method, sent.Uri.AbsolutePath));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(sent.Body!)), sent.Body);

        using GraphServiceClient sdk = new(
            new HttpClient(),
            new AnonymousAuthenticationProvider(),
            "https://graph.example/v1.0"
        );
        RequestInformation built = Sdk[name](sdk.IdentityGovernance.LifecycleWorkflows.Workflows["w"]);
        built.PathParameters["baseurl"] = "https://graph.example/v1.0";
        JsonNode theirs = JsonNode.Parse(built.Content)!;
        RemoveTypes(theirs);
        Assert.True(JsonNode.DeepEquals(theirs, JsonNode.Parse(sent.Body!)), $"{theirs.ToJsonString()}\n{sent.Body}");
        Assert.EndsWith(
            $"/microsoft.graph.identityGovernance.{action}",
            built.URI.AbsolutePath,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, "1")]
    [InlineData(10, "10")]
    [InlineData(11, "10 1")]
    [InlineData(37, "10 10 10 7")]
    public void Users_are_sent_ten_at_a_time(int users, string sizes)
    {
        string[] ids = [.. Enumerable.Range(0, users).Select(_ => Guid.NewGuid().ToString())];
        ActivationScope[] scopes = [.. ActivationScope.OfUsers(ids)];
        Assert.Equal(sizes, string.Join(' ', scopes.Select(scope => scope.UserIds.Count)));
        Assert.Equal(ids, scopes.SelectMany(scope => scope.UserIds));
    }

    [Fact]
    public void A_user_is_in_one_request_however_often_and_however_written()
    {
        Guid id = Guid.NewGuid();
        ActivationScope scope = Assert.Single(ActivationScope.OfUsers([$"{id}", $"{id}".ToUpperInvariant(), $"{id}"]));
        Assert.Equal([$"{id}"], scope.UserIds);
        Assert.Empty(ActivationScope.OfUsers([]));
    }

    [Theory]
    [InlineData("https://graph.microsoft.com", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("https://graph.microsoft.us", false)]
    [InlineData("https://dod-graph.microsoft.us", false)]
    [InlineData("https://microsoftgraph.chinacloudapi.cn", false)]
    public void Only_the_global_cloud_and_places_that_are_no_cloud_can_stop_runs(string endpoint, bool can)
    {
        LifecycleWorkflowsException? refusal =
            Record.Exception(() => Cloud.RequireStopOfRuns(new(endpoint))) as LifecycleWorkflowsException;
        Assert.Equal(can ? null : ErrorCondition.NotSupportedByService, refusal?.Condition);
    }

    private static RequestInformation WithScope(
        WorkflowItemRequestBuilder workflow,
        Microsoft.Graph.Models.IdentityGovernance.ActivationScope scope
    ) => workflow.MicrosoftGraphIdentityGovernanceActivateWithScope.ToPostRequestInformation(new() { Scope = scope });

    /// <summary>The SDK writes the types of resources that are only referred to, which the service doesn't need.</summary>
    private static void RemoveTypes(JsonNode node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
                RemoveTypes(item!);
        }
        if (node is not JsonObject members)
            return;
        if (members.ContainsKey("id"))
            members.Remove("@odata.type");
        foreach ((_, JsonNode? member) in members)
        {
            if (member is not null)
                RemoveTypes(member);
        }
    }

    private static async Task<SentRequest> SendAsync(string name)
    {
        FakeService service = new(
            (request, _) => request.Method == HttpMethod.Post ? Status(204) : Ok("""{"value":[]}""")
        );
        LifecycleWorkflowsClient client = TestConnection.To(service).Client;
        ResourceKey ids = new() { WorkflowId = "w" };
        CancellationToken token = TestContext.Current.CancellationToken;
        if (name == "cancel")
        {
            ResourcePath runs = ResourceCollection.Runs.ResolvePath(ids, ApiVersions.V1);
            await new StopRequest(client, runs, "r").SendAsync(null, null, new Notices(), token);
        }
        else
        {
            ResourcePath workflow = ResourceCollection
                .Workflows.ResolvePath(ResourceKey.None, ApiVersions.V1)
                .Item("WorkflowId", "w") with
            {
                Ids = ids,
            };
            RunStarter starter = new(client, findsRuns: false, new Notices());
            StartRequest request = new(workflow, Scope(name), GraphOperation.StartWorkflow);
            await foreach ((int _, StartResult result) in starter.StartAsync([request], token))
                Assert.Equal(StartStatus.Started, result.Status);
        }
        return Assert.Single(service.Requests, request => request.Method == HttpMethod.Post);
    }

    private static ActivationScope Scope(string name) =>
        name switch
        {
            "users" => ActivationScope.OfUsers(["u1", "u2"]).Single(),
            "group" => ActivationScope.OfGroup("g"),
            "run, what failed" => ActivationScope.OfRun("r", new(false, false)),
            "run, all" => ActivationScope.OfRun("r", new(true, true)),
            _ => ActivationScope.OfResults(["p1", "p2"], new(false, false)),
        };
}
