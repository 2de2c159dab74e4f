using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Assignment requests that reach a stage at which a custom extension is called.</summary>
public sealed class StageCalloutTests : CalloutTest
{
    private const string Requests = "v1.0/identityGovernance/entitlementManagement/assignmentRequests";
    private const string Order =
        """{"requestor":"user """
        + """1","customExtensionId":"x1","stage":"assignmentRequestCreated","timeoutDuration":"PT30M","timeoutInMilliseconds":2000}""";

    [Fact]
    public async Task A_new_request_waits_and_its_callout_is_flat_with_capital_letters()
    {
        JsonElement placed = await OrderAsync("assignment-requests", Order);

        JsonElement body = (await App.NextAsync(Ct)).GetProperty("body");
        string id = Text(placed, "accessPackageAssignmentRequestId"),
            instance = Text(placed, "customExtensionStageInstanceId");
        Assert.Equal(
            [
                "AccessPackage",
                "AccessPackageAssignmentRequestId",
                "AccessPackageCatalog",
                "Answers",
                "Assignment",
                "CallbackConfiguration",
                "CallbackUriPath",
                "CustomExtensionStageInstanceId",
                "RequestType",
                "Requestor",
                "Stage",
                "State",
                "Status",
            ],
            body.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            (id, instance),
            (Text(body, "AccessPackageAssignmentRequestId"), Text(body, "CustomExtensionStageInstanceId"))
        );
        Assert.Equal(
            $"/identityGovernance/entitlementManagement/accessPackageAssignmentRequests/{id}/resume",
            Text(body, "CallbackUriPath")
        );
        Assert.Equal(
            ("AssignmentRequestCreated", "UserAdd", "Submitted", "WaitingForCallback"),
            (Text(body, "Stage"), Text(body, "RequestType"), Text(body, "State"), Text(body, "Status"))
        );
        Assert.Equal("AdeleV@contoso.com", Text(body.GetProperty("Assignment").GetProperty("Target"), "PrincipalName"));
        Assert.Equal("user 1", Text(body.GetProperty("Requestor"), "ObjectId"));
        Assert.Equal("PT30M", Text(body.GetProperty("CallbackConfiguration"), "DurationBeforeTimeout"));
        JsonElement request = await GetAsync($"{Requests}/{id}");
        Assert.Equal(("submitted", "WaitingForCallback"), (Text(request, "state"), Text(request, "status")));
        JsonElement callout = await SettledCalloutAsync();
        Assert.Equal(
            ("assignmentRequest", "taken", "waitingForCallback", id),
            (Text(callout, "kind"), Text(callout, "status"), Text(callout, "outcome"), Text(callout, "targetId"))
        );
    }

    [Fact]
    public async Task It_is_answered_at_the_path_of_the_callout_and_only_once()
    {
        await OrderAsync("assignment-requests", Order);
        JsonElement body = (await App.NextAsync(Ct)).GetProperty("body");

        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(body));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(body));

        Assert.Equal(
            "delivered",
            Text(await GetAsync($"{Requests}/{Text(body, "AccessPackageAssignmentRequestId")}"), "state")
        );
        Assert.Equal("callbackReceived", Text(await CalloutAsync(), "outcome"));
    }

    [Fact]
    public async Task Without_an_answer_in_time_it_is_not_delivered_and_a_late_answer_is_refused()
    {
        JsonElement placed = await OrderAsync("assignment-requests", Order);
        JsonElement body = (await App.NextAsync(Ct)).GetProperty("body");

        Clock.Now += TimeSpan.FromMinutes(31);

        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(body));
        JsonElement request = await GetAsync($"{Requests}/{Text(placed, "accessPackageAssignmentRequestId")}");
        Assert.Equal(
            ("deliveryFailed", "CallbackTimedOut", "2026-11-22T09:00:00.0000000Z"),
            (Text(request, "state"), Text(request, "status"), Text(request, "completedDateTime"))
        );
        Assert.Equal("callbackTimedOut", Text(request.GetProperty("customExtensionCalloutInstances")[0], "status"));
        Assert.Equal("callbackTimedOut", Text(await CalloutAsync(), "outcome"));
    }

    [Fact]
    public async Task What_is_never_taken_is_not_delivered()
    {
        App.Answer(500, 500);
        JsonElement placed = await OrderAsync("assignment-requests", Order);

        Assert.Equal("notTaken", Text(await SettledCalloutAsync(), "status"));

        JsonElement request = await GetAsync($"{Requests}/{Text(placed, "accessPackageAssignmentRequestId")}");
        Assert.Equal(("deliveryFailed", "CalloutFailed"), (Text(request, "state"), Text(request, "status")));
        JsonElement instance = request.GetProperty("customExtensionCalloutInstances")[0];
        Assert.Equal(
            ("calloutFailed", "It answered with status 500."),
            (Text(instance, "status"), Text(instance, "detail"))
        );
    }

    [Theory]
    [InlineData(
        """{"requestor":"user 1","customExtensionId":"x1","waitForCallback":false}""",
        "AssignmentRequestCreated"
    )]
    [InlineData(
        """{"requestor":"user 1","customExtensionId":"x1","stage":"assignmentOneDayBeforeExpiration"}""",
        "AssignmentOneDayBeforeExpiration"
    )]
    public async Task What_is_not_waited_for_goes_on_at_once(string order, string stage)
    {
        JsonElement placed = await OrderAsync("assignment-requests", order);

        JsonElement body = (await App.NextAsync(Ct)).GetProperty("body");
        Assert.Equal(stage, Text(body, "Stage"));
        Assert.Equal(JsonValueKind.Null, body.GetProperty("CallbackConfiguration").ValueKind);
        Clock.Now += TimeSpan.FromDays(15);
        JsonElement request = await GetAsync($"{Requests}/{Text(placed, "accessPackageAssignmentRequestId")}");
        Assert.Equal(
            ("delivered", "calloutSent"),
            (Text(request, "state"), Text(request.GetProperty("customExtensionCalloutInstances")[0], "status"))
        );
    }

    [Fact]
    public async Task A_connection_test_is_called_and_cannot_be_answered()
    {
        JsonElement placed = await OrderAsync("connection-test", """{"customExtensionId":"x1"}""");

        JsonElement body = (await App.NextAsync(Ct)).GetProperty("body");

        Assert.Equal("CustomExtensionConnectionTest", Text(body, "Stage"));
        Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(body));
        JsonElement callout = await SettledCalloutAsync();
        Assert.Equal(
            (Text(placed, "calloutId"), "connectionTest", "taken"),
            (Text(callout, "id"), Text(callout, "kind"), Text(callout, "status"))
        );
        Assert.Equal(JsonValueKind.Null, callout.GetProperty("outcome").ValueKind);
    }

    [Theory]
    [InlineData("assignment-requests", "{}", HttpStatusCode.BadRequest)]
    [InlineData("assignment-requests", """{"requestor":"nobody","customExtensionId":"x1"}""", HttpStatusCode.NotFound)]
    [InlineData(
        "assignment-requests",
        """{"requestor":"user 1","customExtensionId":"x1","stage":"someday"}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        "assignment-requests",
        """{"requestor":"user 1","customExtensionId":"x1","timeoutDuration":"soon"}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        "assignment-requests",
        """{"requestor":"user 1","customExtensionId":"x1","maximumRetries":-1}""",
        HttpStatusCode.BadRequest
    )]
    [InlineData(
        "connection-test",
        """{"customExtensionId":"x1","timeoutInMilliseconds":0}""",
        HttpStatusCode.BadRequest
    )]
    public async Task Nonsense_is_refused_and_calls_nobody(string path, string order, HttpStatusCode expected)
    {
        Assert.Equal(expected, await StatusAsync(HttpMethod.Post, $"emulator/{path}", order));
        Assert.Empty((await GetAsync("emulator/callouts")).EnumerateArray());
        Assert.Equal(2, (await IdsAsync(Requests)).Count);
    }

    private Task<HttpStatusCode> AnswerAsync(JsonElement body) =>
        StatusAsync(
            HttpMethod.Post,
            $"beta{Text(body, "CallbackUriPath")}",
            $$$"""
            {"source":"Contoso.SodCheckProcess","type":"microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated","data":{
            "@odata.type":"microsoft.graph.accessPackageAssignmentRequestCallbackData","stage":"assignmentRequestCreated","customExtensionStageInstanceId":"{{{Text(
                body,
                "CustomExtensionStageInstanceId"
            )}}}"}}
            """
        );
}
