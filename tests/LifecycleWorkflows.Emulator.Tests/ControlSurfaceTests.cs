using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class ControlSurfaceTests : EmulatorTest
{
    private const string Workflows = $"v1.0/{LifecycleWorkflows}/workflows";

    private static readonly string Waiting =
        $"{Workflows}/{Uri.EscapeDataString(TestSeed.Workflow)}/runs/{Uri.EscapeDataString(TestSeed.Run)}/"
        + $"taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}";

    [Fact]
    public async Task The_log_shows_requests_as_received_and_no_token()
    {
        await IdsAsync($"{Workflows}?$filter=id%20eq%20'x'");
        await ResumeAsync(Waiting);
        await StatusAsync(HttpMethod.Get, "beta/nothing");

        string text = await Client.GetStringAsync(new Uri("emulator/requests", UriKind.Relative), Ct);
        JsonElement[] requests = [.. JsonElement.Parse(text).EnumerateArray()];

        Assert.DoesNotContain("a-token", text, StringComparison.Ordinal);
        Assert.Equal(["GET", "POST", "GET"], requests.Select(request => request.GetProperty("method").GetString()));
        Assert.Equal(["v1.0", "v1.0", "beta"], requests.Select(request => request.GetProperty("version").GetString()));
        Assert.Equal([200, 204, 400], requests.Select(request => request.GetProperty("status").GetInt32()));
        Assert.Equal("$filter=id%20eq%20'x'", requests[0].GetProperty("query").GetString());
        Assert.Equal(
            $"/{LifecycleWorkflows}/workflows?$filter=id%20eq%20'x'",
            requests[0].GetProperty("pathAndQuery").GetString()
        );
        Assert.Equal($"{Waiting["v1.0".Length..]}/resume", requests[1].GetProperty("path").GetString());
        Assert.Equal(ResumeBody("Completed"), requests[1].GetProperty("body").GetString());
        Assert.Equal("present", requests[1].GetProperty("headers").GetProperty("authorization").GetString());
        Assert.True(requests[1].GetProperty("authorized").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Delete, "emulator/requests"));
        Assert.Empty((await GetAsync("emulator/requests")).EnumerateArray());
    }

    [Fact]
    public async Task A_request_that_its_client_gives_up_is_no_longer_served()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"latencyMilliseconds":600000}""");
        using CancellationTokenSource giveUp = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Task<HttpResponseMessage> pending = Client.GetAsync(new Uri(Workflows, UriKind.Relative), giveUp.Token);
        await UntilAsync(async () => await ActiveAsync() == 1);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await UntilAsync(async () => await ActiveAsync() == 0);
        Assert.Equal(JsonValueKind.Null, (await GetAsync("emulator/requests"))[0].GetProperty("status").ValueKind);
    }

    [Fact]
    public async Task Disposing_the_host_ends_what_is_being_served()
    {
        EmulatorHost host = await EmulatorHost.StartAsync(new() { Latency = TimeSpan.FromMinutes(10) }, Ct);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(host.Address, Workflows));
        Task<HttpResponseMessage> pending = Client.SendAsync(request, Ct);
        using HttpClient control = new() { BaseAddress = host.Address };
        await UntilAsync(async () =>
            (await control.GetFromJsonAsync<JsonElement>(new Uri("emulator/requests/active", UriKind.Relative), Ct))
                .GetProperty("active")
                .GetInt32() == 1
        );

        await host.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => pending);
    }

    [Fact]
    public async Task The_state_has_every_result_with_its_parents_and_its_summary_none()
    {
        JsonElement state = await GetAsync("emulator/state"),
            summary = await GetAsync("emulator/state?summary=true");

        Assert.Equal(3, state.GetProperty("taskProcessingResultsByStatus").GetProperty("queued").GetInt32());
        Assert.Equal(6, state.GetProperty("taskProcessingResults").GetArrayLength());
        JsonElement result = state
            .GetProperty("taskProcessingResults")
            .EnumerateArray()
            .First(item =>
                item.GetProperty("deleted").GetBoolean() && item.GetProperty("id").GetString() == TestSeed.Waiting
            );
        Assert.Equal("inProgress", result.GetProperty("processingStatus").GetString());
        Assert.Equal(TestSeed.DeletedWorkflow, result.GetProperty("workflowId").GetString());
        Assert.Equal(TestSeed.Run, result.GetProperty("runId").GetString());
        Assert.Equal(TestSeed.UserResult, result.GetProperty("userProcessingResultId").GetString());
        Assert.Equal(TestSeed.WaitTask, result.GetProperty("taskId").GetString());
        Assert.False(summary.TryGetProperty("taskProcessingResults", out _));
        Assert.Equal(2, summary.GetProperty("workflows").GetArrayLength());
    }

    [Fact]
    public async Task Reset_goes_back_to_the_seed()
    {
        await ResumeAsync(Waiting);
        await GenerateAsync("{}");

        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, "emulator/reset"));

        Assert.Equal("inProgress", (await GetAsync(Waiting)).GetProperty("processingStatus").GetString());
        Assert.Single(await IdsAsync(Workflows));
    }

    [Fact]
    public async Task Generates_what_was_asked_for()
    {
        JsonElement made = await GenerateAsync(
            """{"workflows":2,"runs":3,"users":4,"tasksPerUser":5,"waiting":true,"deleted":true,"status":"failed"}"""
        );

        Assert.Equal(
            [2, 10, 6, 24, 120],
            new[] { "workflowIds", "taskIds", "runIds", "userProcessingResultIds", "taskProcessingResultIds" }.Select(
                name => made.GetProperty(name).GetArrayLength()
            )
        );
        JsonElement counts = (await GetAsync("emulator/state?summary=true"))
            .GetProperty("workflows")[2]
            .GetProperty("taskProcessingResultsByStatus");
        Assert.Equal(12, counts.GetProperty("inProgress").GetInt32());
        Assert.Equal(48, counts.GetProperty("failed").GetInt32());
        Assert.Equal(3, (await IdsAsync($"v1.0/{LifecycleWorkflows}/deletedItems/workflows")).Count);
    }

    [Theory]
    [InlineData("POST", "generate", """{"users":0}""")]
    [InlineData("POST", "generate", """{"users":100000,"runs":100000}""")]
    [InlineData("POST", "generate", """{"status":"done"}""")]
    [InlineData("POST", "generate", """{"misspelled":1}""")]
    [InlineData("PATCH", "settings", """{"pageSize":0}""")]
    [InlineData("PATCH", "settings", """{"paging":"sideways"}""")]
    [InlineData("POST", "faults", """{"times":0}""")]
    [InlineData("POST", "fail-task", "{}")]
    public async Task Nonsense_is_refused(string method, string path, string body)
    {
        using HttpResponseMessage response = await SendAsync(new HttpMethod(method), $"emulator/{path}", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task A_task_can_be_failed_from_outside()
    {
        JsonElement made = await GenerateAsync("""{"waiting":true}""");
        string id = made.GetProperty("taskProcessingResultIds")[0].GetString()!;

        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                "emulator/fail-task",
                $$"""{"taskProcessingResultId":"{{id}}","failureReason":"Too late."}"""
            )
        );

        JsonElement result = await GetAsync(
            $"{Workflows}/{made.GetProperty("workflowIds")[0]}/runs/{made.GetProperty("runIds")[0]}/taskProcessingResults/{id}"
        );
        Assert.Equal("failed", result.GetProperty("processingStatus").GetString());
        Assert.Equal("Too late.", result.GetProperty("failureReason").GetString());
    }

    [Fact]
    public async Task A_fault_answers_as_often_as_it_was_armed_and_only_what_it_matches()
    {
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"match":{"method":"GET","pathContains":"/runs"},"times":2,"status":429,"retryAfter":"7"}"""
        );

        using HttpResponseMessage first = await SendAsync(HttpMethod.Get, Waiting);

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal("7", first.Headers.GetValues("Retry-After").Single());
        Assert.Equal(
            "TooManyRequests",
            (await first.Content.ReadFromJsonAsync<JsonElement>(Ct))
                .GetProperty("error")
                .GetProperty("code")
                .GetString()
        );
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflows));
        Assert.Equal(HttpStatusCode.NoContent, await ResumeAsync(Waiting));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync(HttpMethod.Get, Waiting));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Waiting));
    }

    [Fact]
    public async Task A_fault_can_say_anything()
    {
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"status":503,"body":"<html>","contentType":"text/html"}"""
        );
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"status":403,"code":"NoLicense","message":"Buy one."}"""
        );
        await StatusAsync(
            HttpMethod.Post,
            "emulator/faults",
            """{"status":200,"nextLink":"https://elsewhere.example/v1.0/x"}"""
        );
        await StatusAsync(HttpMethod.Post, "emulator/faults", """{"times":1000}""");

        using HttpResponseMessage html = await SendAsync(HttpMethod.Get, Workflows);
        Assert.Equal("<html>", await html.Content.ReadAsStringAsync(Ct));
        Assert.Equal("text/html", html.Content.Headers.ContentType!.MediaType);
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Get, Workflows);
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("Buy one.", error.GetProperty("message").GetString());
        Assert.Equal(
            "https://elsewhere.example/v1.0/x",
            (await GetAsync(Workflows)).GetProperty("@odata.nextLink").GetString()
        );
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(HttpMethod.Get, Workflows));

        await StatusAsync(HttpMethod.Delete, "emulator/faults");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflows));
    }

    private async Task<int> ActiveAsync() =>
        (await GetAsync("emulator/requests/active")).GetProperty("active").GetInt32();

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(5, Ct);
    }
}
