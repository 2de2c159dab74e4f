using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>Creation, and the second path of resume: in beta, below a deleted workflow's run and user.</summary>
public sealed class PreviewTests : EmulatorTest
{
    private const string Created =
        """{"@odata.type":"#microsoft.graph.identityGovernance.taskProcessingResult","createdDateTime":"2026-11-20T10:00:00Z","processingStatus":"inProgress","startedDateTime":"2026-11-20T12:00:00+02:00"}""";

    private static readonly string UserResult =
        $"{LifecycleWorkflows}/deletedItems/workflows/{Uri.EscapeDataString(TestSeed.DeletedWorkflow)}/"
        + $"runs/{Uri.EscapeDataString(TestSeed.Run)}/userProcessingResults/{Uri.EscapeDataString(TestSeed.UserResult)}";

    private static readonly string Nested =
        $"{UserResult}/taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}/task/taskProcessingResults";

    [Fact]
    public async Task The_second_path_lists_and_resumes()
    {
        Assert.Equal([TestSeed.Waiting], await IdsAsync($"beta/{Nested}"));
        Assert.Equal(
            HttpStatusCode.NoContent,
            await ResumeAsync($"beta/{Nested}/{Uri.EscapeDataString(TestSeed.Waiting)}")
        );
    }

    [Fact]
    public async Task Creates_a_result_that_can_be_found_and_resumed()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, $"beta/{Nested}", Created);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        JsonElement created = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        string id = created.GetProperty("id").GetString()!;
        Assert.Equal("2026-11-20T10:00:00.0000000Z", created.GetProperty("startedDateTime").GetString());
        Assert.Equal(JsonValueKind.Null, created.GetProperty("completedDateTime").ValueKind);
        Assert.Equal($"/{Uri.EscapeDataString(id)}", response.Headers.Location!.AbsolutePath[^(id.Length + 1)..]);
        Assert.Equal(id, (await GetAsync(response.Headers.Location.AbsoluteUri)).GetProperty("id").GetString());
        Assert.Equal(3, (await GetAsync($"beta/{UserResult}")).GetProperty("totalTasksCount").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync($"beta/{UserResult}/taskProcessingResults/{id}"));
    }

    [Theory]
    [InlineData("""{"processingStatus":"queued"}""")]
    [InlineData("""{"createdDateTime":"2026-11-20T10:00:00Z"}""")]
    [InlineData("""{"createdDateTime":"String (timestamp)","processingStatus":"queued"}""")]
    [InlineData("""{"createdDateTime":"2026-11-20T10:00:00Z","processingStatus":"String"}""")]
    [InlineData("""{"createdDateTime":"2026-11-20T10:00:00Z","processingStatus":"queued","failureReason":5}""")]
    [InlineData(
        """{"@odata.type":"#microsoft.graph.user","createdDateTime":"2026-11-20T10:00:00Z","processingStatus":"queued"}"""
    )]
    public async Task What_is_required_and_what_is_wrong_is_refused(string body)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Post, $"beta/{Nested}", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", error.GetProperty("code").GetString());
        Assert.Single(await IdsAsync($"beta/{Nested}"));
    }

    [Fact]
    public async Task Refuses_like_the_service_of_today_when_told_to()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"refuseCreation":true}""");

        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Post, $"beta/{Nested}", Created);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, status);
        Assert.Equal("Request_BadRequest", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Neither_exists_in_v1()
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Post, $"v1.0/{Nested}", Created);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(
            "Resource not found for the segment 'taskProcessingResults'.",
            error.GetProperty("message").GetString()
        );
    }

    [Fact]
    public async Task Neither_exists_below_a_live_workflow() =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            await StatusAsync(
                HttpMethod.Post,
                $"beta/{Nested}".Replace("deletedItems/", "", StringComparison.Ordinal),
                Created
            )
        );
}
