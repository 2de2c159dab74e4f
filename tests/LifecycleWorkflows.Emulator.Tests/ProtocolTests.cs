using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class ProtocolTests : EmulatorTest
{
    private const string Workflows = $"v1.0/{LifecycleWorkflows}/workflows";

    private static readonly string Resume =
        $"{Workflows}/{Uri.EscapeDataString(TestSeed.Workflow)}/runs/{Uri.EscapeDataString(TestSeed.Run)}/"
        + $"taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}/resume";

    [Theory, InlineData(null), InlineData("Bearer"), InlineData("Basic abc")]
    public async Task Without_a_bearer_token_nothing_is_served(string? authorization)
    {
        using HttpClient anonymous = new() { BaseAddress = Host.Address };
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Workflows, UriKind.Relative));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using HttpResponseMessage response = await anonymous.SendAsync(request, Ct);
        JsonElement error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).GetProperty("error");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("InvalidAuthenticationToken", error.GetProperty("code").GetString());
        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Fact]
    public async Task Answers_carry_both_ids_and_errors_repeat_them()
    {
        Client.DefaultRequestHeaders.Add("client-request-id", "my-id");

        using HttpResponseMessage good = await SendAsync(HttpMethod.Get, Workflows);
        using HttpResponseMessage bad = await SendAsync(HttpMethod.Get, $"{Workflows}/nothing");
        JsonElement inner = JsonElement
            .Parse(await bad.Content.ReadAsStringAsync(Ct))
            .GetProperty("error")
            .GetProperty("innerError");

        Assert.Equal("my-id", Header(good, "client-request-id"));
        Assert.True(Guid.TryParse(Header(good, "request-id"), out _));
        Assert.NotEqual(Header(good, "request-id"), Header(bad, "request-id"));
        Assert.Equal(Header(bad, "request-id"), inner.GetProperty("request-id").GetString());
        Assert.Equal("my-id", inner.GetProperty("client-request-id").GetString());
        Assert.Equal("2026-11-22T08:30:00", inner.GetProperty("date").GetString());
    }

    [Fact]
    public async Task A_client_without_an_id_is_given_the_one_of_the_request()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflows);

        Assert.Equal(Header(response, "request-id"), Header(response, "client-request-id"));
        Assert.Equal(
            "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
            string.Join(';', response.Content.Headers.GetValues("Content-Type"))
                .Replace(" ", "", StringComparison.Ordinal)
        );
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: x", 400)]
    [InlineData("GET http://x/v1.0/nothing HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t", 400)]
    [InlineData("GET /v1.0/%FF%00%E2%82 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t", 400)]
    [InlineData(
        "GET /v1.0/identityGovernance/lifecycleWorkflows/workflows "
            + "HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t\r\nclient-request-id: \u00e9",
        200
    )]
    [InlineData(
        "GET /v1.0/identityGovernance/lifecycleWorkflows/workflows?"
            + "$top=99999999999999999999 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer t",
        400
    )]
    public async Task Odd_requests_get_an_answer_and_do_no_harm(string head, int expected)
    {
        using TcpClient connection = new("127.0.0.1", Host.Address.Port);
        await using NetworkStream stream = connection.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"{head}\r\nConnection: close\r\n\r\n"), Ct);
        using StreamReader reader = new(stream);

        Assert.StartsWith($"HTTP/1.1 {expected} ", await reader.ReadLineAsync(Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.0/nothing", "nothing")]
    [InlineData($"{Workflows}/x/nothing", "nothing")]
    [InlineData($"{Workflows}/x/subjectProcessingResults", "subjectProcessingResults")]
    [InlineData($"{Workflows}//tasks", "")]
    [InlineData($"{Workflows}/", "")]
    [InlineData(
        "v1.0/identityGovernance/entitlementManagement/accessPackageAssignmentRequests",
        "accessPackageAssignmentRequests"
    )]
    public async Task A_segment_that_the_version_has_not_is_named(string path, string segment)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", error.GetProperty("code").GetString());
        Assert.Equal($"Resource not found for the segment '{segment}'.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task A_version_that_does_not_exist_is_refused() =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await RefusedAsync(HttpMethod.Get, $"v2.0/{LifecycleWorkflows}/workflows")).Status
        );

    [Fact]
    public async Task A_key_that_does_not_exist_is_not_found()
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, $"{Workflows}/nothing/runs");

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("ResourceNotFound", error.GetProperty("code").GetString());
    }

    [Theory, InlineData("PATCH"), InlineData("DELETE"), InlineData("POST")]
    public async Task A_method_that_the_path_has_not_is_not_allowed(string method)
    {
        using HttpResponseMessage response = await SendAsync(new HttpMethod(method), $"{Workflows}/x/runs", "{}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET"], response.Content.Headers.Allow);
    }

    [Theory, InlineData("text/plain"), InlineData("application/x-www-form-urlencoded"), InlineData(null)]
    public async Task A_body_that_is_not_JSON_is_not_read(string? contentType)
    {
        using ByteArrayContent content = new(Encoding.UTF8.GetBytes(ResumeBody("completed")));
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);

        using HttpResponseMessage response = await Client.PostAsync(new Uri(Resume, UriKind.Relative), content, Ct);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/json;odata.metadata=full", HttpStatusCode.OK)]
    [InlineData("text/html, application/xml;q=0.9, */*;q=0.8", HttpStatusCode.OK)]
    [InlineData("application/*", HttpStatusCode.OK)]
    [InlineData("application/xml", HttpStatusCode.NotAcceptable)]
    [InlineData("text/plain", HttpStatusCode.NotAcceptable)]
    [InlineData("application/json;q=0", HttpStatusCode.NotAcceptable)]
    public async Task Answers_in_JSON_or_not_at_all(string accept, HttpStatusCode expected)
    {
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        Assert.Equal(expected, await StatusAsync(HttpMethod.Get, Workflows));
    }

    [
        Theory,
        InlineData("text/plain", HttpStatusCode.OK),
        InlineData("application/json", HttpStatusCode.OK),
        InlineData("image/png", HttpStatusCode.NotAcceptable)
    ]
    public async Task A_count_is_text(string accept, HttpStatusCode expected)
    {
        Client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", accept);

        Assert.Equal(expected, await StatusAsync(HttpMethod.Get, $"{Workflows}/$count"));
    }

    [Fact]
    public async Task Deleted_and_live_workflows_do_not_mix()
    {
        string live = Uri.EscapeDataString(TestSeed.Workflow),
            deleted = Uri.EscapeDataString(TestSeed.DeletedWorkflow);

        Assert.Equal([TestSeed.Workflow], await IdsAsync(Workflows));
        Assert.Equal([TestSeed.DeletedWorkflow], await IdsAsync($"v1.0/{LifecycleWorkflows}/deletedItems/workflows"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(HttpMethod.Get, $"{Workflows}/{deleted}"));
        Assert.Equal(
            HttpStatusCode.NotFound,
            await StatusAsync(HttpMethod.Get, $"v1.0/{LifecycleWorkflows}/deletedItems/workflows/{live}")
        );
    }

    [Fact]
    public async Task The_context_of_a_list_and_of_an_item_differ()
    {
        string workflow = Uri.EscapeDataString(TestSeed.Workflow);
        string context = $"{Host.Address}v1.0/$metadata#{LifecycleWorkflows}/workflows('{workflow}')/tasks";

        Assert.Equal(
            context,
            (await GetAsync($"{Workflows}/{workflow}/tasks")).GetProperty("@odata.context").GetString()
        );
        Assert.Equal(
            $"{context}/$entity",
            (await GetAsync($"{Workflows}/{workflow}/tasks/{Uri.EscapeDataString(TestSeed.WaitTask)}"))
                .GetProperty("@odata.context")
                .GetString()
        );
    }

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.GetValues(name).Single();
}
