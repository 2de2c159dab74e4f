using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class AssignmentRequestTests : EmulatorTest
{
    private const string Management = "identityGovernance/entitlementManagement";
    private const string Callback = """
        {"source":"Contoso.SodCheckProcess","type":"microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated","data":{
        "@odata.type":"microsoft.graph.accessPackageAssignmentRequestCallbackData","stage":"assignmentRequestCreated","customExtensionStageInstanceId":"i1",
        "customExtensionStageInstanceDetail":"No conflict."MORE}}
        """;

    private static readonly string Waiting = $"v1.0/{Management}/assignmentRequests/q%2F1";

    public static TheoryData<string> Paths =>
        [
            Waiting,
            $"beta/{Management}/assignmentRequests/q%2F1",
            $"beta/{Management}/accessPackageAssignmentRequests/q%2F1",
            $"beta/{Management}/accessPackageAssignments/a%2F1/accessPackageAssignmentRequests/q%2F1",
        ];

    [Theory, MemberData(nameof(Paths))]
    public async Task Gets_and_resumes_once(string path)
    {
        string state = path.StartsWith("beta", StringComparison.Ordinal) ? "requestState" : "state";
        Assert.Equal("submitted", (await GetAsync(path)).GetProperty(state).GetString());

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, $"{path}/resume", Body()));

        JsonElement request = await GetAsync(path);
        Assert.Equal("delivered", request.GetProperty(state).GetString());
        JsonElement instance = request.GetProperty("customExtensionCalloutInstances")[0];
        Assert.Equal("callbackReceived", instance.GetProperty("status").GetString());
        Assert.Equal("No conflict.", instance.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HttpMethod.Post, $"{path}/resume", Body()));
    }

    [Theory, InlineData("Denied", "denied"), InlineData("Canceled", "canceled")]
    public async Task A_state_ends_the_request(string state, string expected)
    {
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(HttpMethod.Post, $"{Waiting}/resume", Body($$""","state":"{{state}}" """))
        );

        JsonElement request = await GetAsync(Waiting);
        Assert.Equal(expected, request.GetProperty("state").GetString());
        Assert.Equal(state, request.GetProperty("status").GetString());
        Assert.Equal("2026-11-22T08:30:00.0000000Z", request.GetProperty("completedDateTime").GetString());
    }

    [Theory]
    [InlineData("accessPackageAssignmentRequestCallbackData", "identityGovernance.customTaskExtensionCallbackData")]
    [InlineData("\"@odata.type\":\"microsoft.graph.accessPackageAssignmentRequestCallbackData\",", "")]
    [InlineData("\"stage\":\"assignmentRequestCreated\",", "")]
    [InlineData("\"stage\":\"assignmentRequestCreated\"", "\"stage\":\"someday\"")]
    [InlineData("\"stage\":\"assignmentRequestCreated\"", "\"stage\":\"assignmentRequestGranted\"")]
    [InlineData("\"i1\"", "\"i2\"")]
    [InlineData("\"customExtensionStageInstanceId\":\"i1\",", "")]
    [InlineData("MORE", ",\"state\":\"Approved\"")]
    public async Task Wrong_data_is_refused_and_changes_nothing(string text, string replacement)
    {
        string body = Callback
            .Replace(text, replacement, StringComparison.Ordinal)
            .Replace("MORE", "", StringComparison.Ordinal);

        (HttpStatusCode status, _) = await RefusedAsync(HttpMethod.Post, $"{Waiting}/resume", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("WaitingForCallback", (await GetAsync(Waiting)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_request_that_does_not_wait_or_exist_is_refused()
    {
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await RefusedAsync(HttpMethod.Post, $"v1.0/{Management}/assignmentRequests/q2/resume", Body())).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await RefusedAsync(HttpMethod.Post, $"v1.0/{Management}/assignmentRequests/q3/resume", Body())).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(
                HttpMethod.Get,
                $"beta/{Management}/accessPackageAssignments/a2/accessPackageAssignmentRequests/q%2F1"
            )
        );
    }

    [Fact]
    public async Task Lists_filter_and_expand()
    {
        Assert.Equal(["q2", "q/1"], await IdsAsync($"v1.0/{Management}/assignmentRequests"));
        Assert.Equal(["q/1"], await IdsAsync($"v1.0/{Management}/assignmentRequests?$filter=state eq 'submitted'"));
        Assert.Equal(
            ["q/1"],
            await IdsAsync(
                $"beta/{Management}/accessPackageAssignmentRequests?$filter=requestStatus eq 'WaitingForCallback'"
            )
        );
        JsonElement request = await GetAsync(
            $"{Waiting}?$expand=requestor,assignment,accessPackage($select=displayName)"
        );
        Assert.Equal("AdeleV@contoso.com", request.GetProperty("requestor").GetProperty("email").GetString());
        Assert.Equal("a/1", request.GetProperty("assignment").GetProperty("id").GetString());
        Assert.Equal("Sales", request.GetProperty("accessPackage").GetProperty("displayName").GetString());
    }

    private static string Body(string more = "") => Callback.Replace("MORE", more, StringComparison.Ordinal);
}
