using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

public sealed class BatchTests : EmulatorTest
{
    private static readonly string Workflow =
        $"/{LifecycleWorkflows}/workflows/{Uri.EscapeDataString(TestSeed.Workflow)}";
    private static readonly string Waiting =
        $"{Workflow}/tasks/{Uri.EscapeDataString(TestSeed.WaitTask)}/"
        + $"taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}";

    [Theory, InlineData("v1.0"), InlineData("beta")]
    public async Task Each_part_is_answered_like_a_request(string version)
    {
        Dictionary<string, JsonElement> parts = await BatchAsync(
            version,
            Get("1", $"{Workflow}/tasks"),
            Get("2", Workflow[1..]),
            Get("3", $"{Workflow}/tasks/$count"),
            Resume("4"),
            Get("5", $"{Workflow}/tasks/nothing")
        );

        Assert.Equal([200, 200, 200, 204, 404], parts.Values.Select(Status));
        Assert.Equal(2, parts["1"].GetProperty("body").GetProperty("value").GetArrayLength());
        Assert.StartsWith(
            $"{Host.Address}{version}/",
            parts["1"].GetProperty("body").GetProperty("@odata.context").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(TestSeed.Workflow, parts["2"].GetProperty("body").GetProperty("id").GetString());
        Assert.Equal("2", parts["3"].GetProperty("body").GetString());
        Assert.False(parts["4"].TryGetProperty("body", out _));
        Assert.StartsWith(
            "application/json",
            parts["5"].GetProperty("headers").GetProperty("Content-Type").GetString(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "ResourceNotFound",
            parts["5"].GetProperty("body").GetProperty("error").GetProperty("code").GetString()
        );
        Assert.Equal("completed", (await GetAsync($"v1.0{Waiting}")).GetProperty("processingStatus").GetString());
    }

    [Fact]
    public async Task What_depends_on_a_failure_fails_and_what_depends_on_that_too()
    {
        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("c", $"{Workflow}/tasks", "B"),
            Get("b", $"{Workflow}/tasks", "a"),
            Get("a", $"{Workflow}/runs/nothing"),
            Get("d", $"{Workflow}/tasks", "e"),
            Get("e", $"{Workflow}/runs")
        );

        Assert.Equal([404, 424, 424, 200, 200], new[] { "a", "b", "c", "d", "e" }.Select(id => Status(parts[id])));
        Assert.Equal(
            "FailedDependency",
            parts["b"].GetProperty("body").GetProperty("error").GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Parts_have_headers_and_request_ids_of_their_own()
    {
        await GenerateAsync("""{"status":"canceling"}""");
        string generated = (
            await IdsAsync($"v1.0/{LifecycleWorkflows}/workflows?$filter=displayName eq 'Generated workflow'")
        )[0];
        string runs = $"/{LifecycleWorkflows}/workflows/{generated}/runs";

        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("1", runs),
            $$$"""{"id":"2","method":"GET","url":"{{{runs}}}","headers":{"Prefer":"include-unknown-enum-members"}}""",
            Get("3", $"{runs}/x"),
            Get("4", $"{runs}/x")
        );

        Assert.Equal(
            ["unknownFutureValue", "canceling"],
            new[] { "1", "2" }.Select(id =>
                parts[id].GetProperty("body").GetProperty("value")[0].GetProperty("processingStatus").GetString()
            )
        );
        string?[] ids =
        [
            .. new[] { "3", "4" }.Select(id =>
                parts[id]
                    .GetProperty("body")
                    .GetProperty("error")
                    .GetProperty("innerError")
                    .GetProperty("request-id")
                    .GetString()
            ),
        ];
        Assert.Equal(2, ids.Distinct().Count());
    }

    public static TheoryData<string> Malformed =>
        [
            "[]",
            "{",
            "{}",
            """{"requests":[]}""",
            """{"requests":{}}""",
            """{"requests":[1]}""",
            """{"requests":[{"method":"GET","url":"/x"}]}""",
            """{"requests":[{"id":1,"method":"GET","url":"/x"}]}""",
            """{"requests":[{"id":"1","url":"/x"}]}""",
            """{"requests":[{"id":"1","method":"GET"}]}""",
            """{"requests":[{"id":"1","method":"GET","url":"https://graph.microsoft.com/v1.0/x"}]}""",
            """{"requests":[{"id":"a","method":"GET","url":"/x"},{"id":"A","method":"GET","url":"/x"}]}""",
            """{"requests":[{"id":"1","method":"GET","url":"/x","dependsOn":["2"]}]}""",
            """{"requests":[{"id":"1","method":"GET","url":"/x","dependsOn":["1"]}]}""",
            """{"requests":[{"id":"1","method":"GET","url":"/"""
                + """x","dependsOn":"2"},{"id":"2","method":"GET","url":"/x"}]}""",
            """{"requests":[{"id":"1","method":"GET","url":"/x","headers":[]}]}""",
            """{"requests":[{"id":"1","method":"POST","url":"/x","body":{}}]}""",
            """{"requests":[{"id":"1","method":"POST","url":"/x","headers":{"Content-Type":"application/json"}}]}""",
            $$"""{"requests":[{{string.Join(',', Enumerable.Range(0, 21).Select(id => Get($"{id}", "/x")))}}]}""",
        ];

    [Theory, MemberData(nameof(Malformed))]
    public async Task What_is_malformed_is_refused_as_a_whole(string body)
    {
        (HttpStatusCode status, JsonElement error) = await RefusedAsync(HttpMethod.Post, "v1.0/$batch", body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("BadRequest", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Twenty_are_not_too_many() =>
        Assert.Equal(
            20,
            (await BatchAsync("v1.0", [.. Enumerable.Range(0, 20).Select(id => Get($"{id}", Workflow))])).Count
        );

    [Fact]
    public async Task A_batch_is_posted_and_needs_a_token()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, await StatusAsync(HttpMethod.Get, "v1.0/$batch"));
        Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await StatusAsync(HttpMethod.Post, "v1.0/$batch", $$"""{"requests":[{{Get("1", Workflow)}}]}""")
        );
    }

    [Fact]
    public async Task The_token_of_the_batch_permits_some_parts_and_not_others()
    {
        Client.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await TokenAsync("""{"roles":["LifecycleWorkflows-Workflow.Read.All"]}""")
        );

        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("1", $"{Workflow}/tasks"),
            Get("2", $"{Workflow}/runs"),
            Resume("3")
        );

        Assert.Equal([200, 403, 403], parts.Values.Select(Status));
        Assert.Equal(
            "Authorization_RequestDenied",
            parts["2"].GetProperty("body").GetProperty("error").GetProperty("code").GetString()
        );
    }

    [Fact]
    public async Task Neither_a_version_nor_a_batch_has_a_place_in_a_part()
    {
        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("1", $"/v1.0{Workflow}"),
            Get("2", "/$batch")
        );

        Assert.Equal([400, 400], parts.Values.Select(Status));
    }

    [Fact]
    public async Task Parts_count_alone_when_requests_are_throttled()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"requestsPerSecond":2}""");

        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("1", Workflow),
            Get("2", Workflow),
            Get("3", Workflow)
        );

        Assert.Equal([200, 200, 429], parts.Values.Select(Status));
        Assert.Equal("1", parts["3"].GetProperty("headers").GetProperty("Retry-After").GetString());
    }

    [Fact]
    public async Task A_fault_hits_one_part()
    {
        await ArmAsync("""{"match":{"part":"2"},"status":503,"retryAfter":"3"}""");

        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Get("1", Workflow),
            Get("2", Workflow),
            Get("3", Workflow)
        );

        Assert.Equal([200, 503, 200], parts.Values.Select(Status));
        Assert.Equal("3", parts["2"].GetProperty("headers").GetProperty("Retry-After").GetString());
    }

    [Fact]
    public async Task A_part_can_be_applied_and_look_failed_or_be_missing()
    {
        await ArmAsync("""{"match":{"part":"*","method":"POST"},"kind":"status","status":504,"apply":true}""");
        await ArmAsync("""{"match":{"part":"2"},"kind":"omit"}""");

        Dictionary<string, JsonElement> parts = await BatchAsync(
            "v1.0",
            Resume("1"),
            Get("2", Workflow),
            Get("3", Workflow)
        );

        Assert.Equal(["1", "3"], parts.Keys.Order());
        Assert.Equal(504, Status(parts["1"]));
        Assert.Equal("completed", (await GetAsync($"v1.0{Waiting}")).GetProperty("processingStatus").GetString());
        JsonElement record = (await GetAsync("emulator/requests"))[0];
        Assert.True(record.GetProperty("applied").GetBoolean());
        Assert.Equal(
            [true, false, false],
            record.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("applied").GetBoolean())
        );
        Assert.Equal(
            ["status", "omit", null],
            record.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("fault").GetString())
        );
    }

    private static int Status(JsonElement part) => part.GetProperty("status").GetInt32();

    private static string Get(string id, string url, params string[] dependsOn) =>
        $$"""{"id":"{{id}}","method":"GET","url":"{{url}}","dependsOn":{{JsonSerializer.Serialize(dependsOn)}}}""";

    private static string Resume(string id) =>
        $$$"""{"id":"{{{id}}}","method":"POST","url":"{{{Waiting}}}/"""
        + $$$"""resume","headers":{"Content-Type":"application/json"},"body":{{{ResumeBody("Completed")}}}}""";

    private Task<HttpStatusCode> ArmAsync(string fault) => StatusAsync(HttpMethod.Post, "emulator/faults", fault);

    private async Task<Dictionary<string, JsonElement>> BatchAsync(string version, params string[] parts)
    {
        using HttpResponseMessage response = await SendAsync(
            HttpMethod.Post,
            $"{version}/$batch",
            $$"""{"requests":[{{string.Join(',', parts)}}]}"""
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement body = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
        return body.GetProperty("responses").EnumerateArray().ToDictionary(part => part.GetProperty("id").GetString()!);
    }
}
