using System.Text.Json.Nodes;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.Tests;
using static LifecycleWorkflows.Tests.FakeService;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>
/// The requests of the documents that specify the module, reproduced. Allowed differences: <c>@odata.type</c> of the
/// data is present and right for the data, enumeration values are in the wire's case, a required createdDateTime is
/// present although its example lacks it, and Content-Length.
/// </summary>
public sealed class SeedTests
{
    private const string Result = "#microsoft.graph.identityGovernance.customTaskExtensionCallbackData";
    private const string Request = "#microsoft.graph.accessPackageAssignmentRequestCallbackData";
    private const string Root = "/identityGovernance/lifecycleWorkflows/";
    private const string Entitlements = "/identityGovernance/entitlementManagement/";

    private static readonly DateTimeOffset Created = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private static readonly ResourceKey User = new()
    {
        WorkflowId = "w",
        RunId = "r",
        UserProcessingResultId = "u",
        Deleted = true,
    };

    public static TheoryData<string, string, string> Documents() =>
        new()
        {
            {
                "taskProcessingResult: resume (beta)",
                $"/beta{Root}deletedItems/workflows/w/runs/r/userProcessingResults/u/taskProcessingResults/x/resume",
                $$$"""{"source":"String","type":"String","data":{"@odata.type":"{{{Result}}}","operationStatus":"completed"}}"""
            },
            {
                "taskProcessingResult: resume (beta), second form",
                $"/beta{Root}deletedItems/workflows/w/runs/r/userProcessingResults/"
                    + "u/taskProcessingResults/o/task/taskProcessingResults/x/resume",
                $$$"""{"source":"String","type":"String","data":{"@odata.type":"{{{Result}}}","operationStatus":"completed"}}"""
            },
            {
                "taskProcessingResult: resume (v1.0)",
                $"/v1.0{Root}workflows/4f36da05-5df8-457d-adb3-b132e7b59571/tasks/e07dcdb2-0a77-4ee3-8645-3801fbe1cf9f/"
                    + "taskProcessingResults/6e1ec336-8d06-4386-a377-79dbab1a2eb6/resume",
                $$$"""{"data":{"@odata.type":"{{{Result}}}","operationStatus":"completed"}"""
                    + ""","source":"sample","type":"lifecycleEvent"}"""
            },
            {
                "accessPackageAssignmentRequest: resume (beta)",
                $"/beta{Entitlements}accessPackageAssignmentRequests/x/resume",
                $$$"""{"source":"String","type":"String","data":{"@odata.type":"{{{Request}}}","stage":"assignmentRequestCreated"}}"""
            },
            {
                "accessPackageAssignmentRequest: resume (beta), below its assignment",
                $"/beta{Entitlements}accessPackageAssignments/a/accessPackageAssignmentRequests/x/resume",
                $$$"""{"source":"String","type":"String","data":{"@odata.type":"{{{Request}}}","stage":"assignmentRequestCreated"}}"""
            },
            {
                "accessPackageAssignmentRequest: resume (v1.0)",
                $"/v1.0{Entitlements}assignmentRequests/x/resume",
                $$$"""{"source":"String","type":"String","data":{"@odata.type":"{{{Request}}}","stage":"assignmentRequestCreated"}}"""
            },
            {
                "Create taskProcessingResult (beta)",
                $"/beta{Root}deletedItems/workflows/w/runs/r/userProcessingResults/"
                    + "u/taskProcessingResults/x/task/taskProcessingResults",
                """
                    {"@odata.type":"#microsoft.graph.identityGovernance.taskProcessingResult","completedDateTime":"2026-11-20T08:00:00.0000000Z",
                    "createdDateTime":"2026-11-20T08:00:00.0000000Z","failureReason":"String","processingStatus":"failed","startedDateTime":"2026-11-20T08:00:00.0000000Z"}
                    """
            },
        };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task The_request_is_reproduced(string document, string path, string body)
    {
        FakeService service = new(() =>
            document.StartsWith("Create", StringComparison.Ordinal)
                ? Ok("""{"id":"n"}""", System.Net.HttpStatusCode.Created)
                : Status(204)
        );
        await SendAsync(document, TestConnection.To(service).Client);
        SentRequest request = Assert.Single(service.Requests);
        Assert.Equal((HttpMethod.Post, path), (request.Method, request.Uri.AbsolutePath));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), JsonNode.Parse(request.Body!)), request.Body);
    }

    [Fact]
    public async Task The_created_resource_is_read_with_every_property()
    {
        FakeService service = new(() =>
            Ok(
                """
                {
                  "@odata.type": "#microsoft.graph.identityGovernance.taskProcessingResult",
                  "id": "9d903f8d-4f30-482f-9927-15f6dc48891d",
                  "completedDateTime": "2026-11-20T08:00:03Z",
                  "createdDateTime": "2026-11-20T08:00:01Z",
                  "failureReason": "because",
                  "processingStatus": "completedWithErrors",
                  "startedDateTime": "2026-11-20T08:00:02Z"
                }
                """,
                System.Net.HttpStatusCode.Created
            )
        );
        TaskProcessingResult result = await CreateAsync(TestConnection.To(service).Client);
        Assert.Equal("9d903f8d-4f30-482f-9927-15f6dc48891d", result.Id);
        Assert.Equal(
            (Created.AddSeconds(1), Created.AddSeconds(2), Created.AddSeconds(3)),
            (result.CreatedDateTime, result.StartedDateTime, result.CompletedDateTime)
        );
        Assert.Equal(("because", "completedWithErrors"), (result.FailureReason, result.ProcessingStatus));
        Assert.Equal(
            ("w", "r", "u", true, "beta"),
            (result.WorkflowId, result.RunId, result.UserProcessingResultId, result.Deleted, result.ApiVersion)
        );
    }

    private static Task SendAsync(string document, LifecycleWorkflowsClient client) =>
        document switch
        {
            "taskProcessingResult: resume (beta)" => ResumeAsync(
                client,
                User,
                "x",
                ApiVersions.Beta,
                "String",
                "String"
            ),
            "taskProcessingResult: resume (beta), second form" => ResumeAsync(
                client,
                User with
                {
                    ParentTaskProcessingResultId = "o",
                },
                "x",
                null,
                "String",
                "String"
            ),
            "taskProcessingResult: resume (v1.0)" => ResumeAsync(
                client,
                new()
                {
                    WorkflowId = "4f36da05-5df8-457d-adb3-b132e7b59571",
                    TaskId = "e07dcdb2-0a77-4ee3-8645-3801fbe1cf9f",
                },
                "6e1ec336-8d06-4386-a377-79dbab1a2eb6",
                null,
                "sample",
                "lifecycleEvent"
            ),
            "accessPackageAssignmentRequest: resume (beta)" => AnswerAsync(client, ResourceKey.None, ApiVersions.Beta),
            "accessPackageAssignmentRequest: resume (beta), below its assignment" => AnswerAsync(
                client,
                new() { AccessPackageAssignmentId = "a" },
                null
            ),
            "accessPackageAssignmentRequest: resume (v1.0)" => AnswerAsync(client, ResourceKey.None, null),
            _ => CreateAsync(client),
        };

    private static async Task ResumeAsync(
        LifecycleWorkflowsClient client,
        ResourceKey ids,
        string id,
        string? version,
        string source,
        string type
    ) =>
        await client.TaskProcessingResults.ResumeAsync(
            ResourceCollection.TaskProcessingResultsForResume.ResolvePath(ids, ids, version, ApiVersions.V1),
            id,
            new(OperationStatus.Completed, source, type),
            new Notices(),
            TestContext.Current.CancellationToken
        );

    private static async Task AnswerAsync(LifecycleWorkflowsClient client, ResourceKey ids, string? version) =>
        await client.AssignmentRequests.ResumeAsync(
            ResourceCollection.AssignmentRequests.ResolvePath(ids, ids, version, ApiVersions.V1),
            "x",
            new("String", "String") { Stage = "assignmentRequestCreated" },
            new Notices(),
            TestContext.Current.CancellationToken
        );

    private static Task<TaskProcessingResult> CreateAsync(LifecycleWorkflowsClient client)
    {
        ResourceKey ids = User with { ParentTaskProcessingResultId = "x" };
        return client.TaskProcessingResults.CreateAsync(
            ResourceCollection.NestedTaskProcessingResults.ResolvePath(ids, ids, null, ApiVersions.V1),
            new("failed", Created)
            {
                StartedDateTime = Created,
                CompletedDateTime = Created,
                FailureReason = "String",
            },
            new Notices(),
            TestContext.Current.CancellationToken
        );
    }
}
