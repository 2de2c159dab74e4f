using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>What can go wrong on demand, as a client sees it and as the log has it.</summary>
public sealed class FaultTests : EmulatorTest
{
    private const string Workflows = $"v1.0/{LifecycleWorkflows}/workflows";

    private static readonly string Runs = $"{Workflows}/{Uri.EscapeDataString(TestSeed.Workflow)}/runs";
    private static readonly string Waiting =
        $"{Runs}/{Uri.EscapeDataString(TestSeed.Run)}/taskProcessingResults/{Uri.EscapeDataString(TestSeed.Waiting)}";

    [
        Theory,
        InlineData(429),
        InlineData(500),
        InlineData(502),
        InlineData(503),
        InlineData(504),
        InlineData(599),
        InlineData(418)
    ]
    public async Task Any_status(int status)
    {
        await ArmAsync($$"""{"status":{{status}}}""");

        Assert.Equal(status, (int)(await RefusedAsync(HttpMethod.Get, Workflows)).Status);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(HttpMethod.Get, Workflows));
    }

    [Theory]
    [InlineData("""{"status":429}""", null)]
    [InlineData("""{"status":429,"retryAfter":"0"}""", "0")]
    [InlineData("""{"status":503,"retryAfter":"999999999"}""", "999999999")]
    [InlineData("""{"status":503,"retryAfter":"soon"}""", "soon")]
    [InlineData("""{"status":429,"retryAfter":"-5"}""", "-5")]
    [InlineData("""{"status":429,"retryAfterDateSeconds":30}""", "Sun, 22 Nov 2026 08:30:30 GMT")]
    public async Task Retry_after_in_every_form(string fault, string? expected)
    {
        await ArmAsync(fault);

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflows);

        Assert.Equal(
            expected,
            response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.Single() : null
        );
    }

    [Theory, InlineData(false, "inProgress"), InlineData(true, "completed")]
    public async Task A_reset_before_or_after_the_state_changed(bool apply, string expected)
    {
        await ArmAsync($$"""{"kind":"reset","match":{"method":"POST"},"apply":{{(apply ? "true" : "false")}}}""");

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => ResumeAsync(Waiting));

        Assert.Equal(SocketError.ConnectionReset, (failure.GetBaseException() as SocketException)?.SocketErrorCode);
        Assert.Equal(expected, (await GetAsync(Waiting)).GetProperty("processingStatus").GetString());
        JsonElement record = (await GetAsync("emulator/requests"))[0];
        Assert.Equal(apply, record.GetProperty("applied").GetBoolean());
        Assert.Equal("reset", record.GetProperty("fault").GetString());
        Assert.Equal(JsonValueKind.Null, record.GetProperty("status").ValueKind);
    }

    [Theory, InlineData(500), InlineData(504)]
    public async Task A_status_after_the_state_changed(int status)
    {
        await ArmAsync($$"""{"status":{{status}},"match":{"method":"POST"},"apply":true}""");

        Assert.Equal(status, (int)await ResumeAsync(Waiting));
        Assert.Equal("completed", (await GetAsync(Waiting)).GetProperty("processingStatus").GetString());
    }

    [Theory, InlineData(false, "inProgress"), InlineData(true, "completed")]
    public async Task No_answer(bool apply, string expected)
    {
        await ArmAsync($$"""{"kind":"hang","match":{"method":"POST"},"apply":{{(apply ? "true" : "false")}}}""");
        using HttpClient impatient = new() { BaseAddress = Host.Address, Timeout = TimeSpan.FromMilliseconds(300) };
        impatient.DefaultRequestHeaders.Authorization = Client.DefaultRequestHeaders.Authorization;

        await Assert.ThrowsAsync<TaskCanceledException>(() =>
            impatient.PostAsync(new Uri($"{Waiting}/resume", UriKind.Relative), Json(ResumeBody("completed")), Ct)
        );

        Assert.Equal(expected, (await GetAsync(Waiting)).GetProperty("processingStatus").GetString());
    }

    [Theory, InlineData("truncate", true), InlineData("truncateChunked", false)]
    public async Task A_body_cut_short(string kind, bool announced)
    {
        await ArmAsync($$"""{"kind":"{{kind}}"}""");

        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Workflows, UriKind.Relative));
        using HttpResponseMessage response = await Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            Ct
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(announced, response.Content.Headers.ContentLength is not null);
        byte[] seen = new byte[16];
        await using Stream body = await response.Content.ReadAsStreamAsync(Ct);
        await body.ReadExactlyAsync(seen, Ct);
        await Assert.ThrowsAsync<HttpIOException>(() => body.CopyToAsync(Stream.Null, Ct));
    }

    [Fact]
    public async Task JSON_cut_short_in_a_whole_answer()
    {
        await ArmAsync("""{"kind":"truncateJson"}""");

        string text = await Client.GetStringAsync(new Uri(Workflows, UriKind.Relative), Ct);

        Assert.StartsWith("{\"@odata.context\"", text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => JsonElement.Parse(text));
    }

    [Theory, InlineData(null, HttpStatusCode.BadGateway), InlineData(200, HttpStatusCode.OK)]
    public async Task An_HTML_page(int? status, HttpStatusCode expected)
    {
        await ArmAsync(
            $$"""{"kind":"html","status":{{status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}}}"""
        );

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflows);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("<!DOCTYPE html>", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_body()
    {
        await ArmAsync("""{"kind":"empty"}""");

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflows);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_slow_body()
    {
        await ArmAsync("""{"kind":"slow","bytesPerSecond":2000}""");
        long start = Stopwatch.GetTimestamp();

        string text = await Client.GetStringAsync(new Uri(Workflows, UriKind.Relative), Ct);

        Assert.Equal(await Client.GetStringAsync(new Uri(Workflows, UriKind.Relative), Ct), text);
        Assert.True(Stopwatch.GetElapsedTime(start) > TimeSpan.FromSeconds(text.Length / 2000.0 * 0.8));
    }

    [Fact]
    public async Task The_wrong_media_type()
    {
        await ArmAsync("""{"kind":"contentType","contentType":"application/xml"}""");

        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, Workflows);

        Assert.Equal("application/xml", response.Content.Headers.ContentType!.MediaType);
        Assert.Single(
            JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)).GetProperty("value").EnumerateArray()
        );
    }

    [Theory]
    [InlineData("""{"kind":"link"}""", "https://elsewhere.example/")]
    [InlineData("""{"kind":"link","nextLink":"http://127.0.0.1:1/v1.0/x"}""", "http://127.0.0.1:1/v1.0/x")]
    public async Task A_page_that_goes_on_elsewhere(string fault, string expected)
    {
        await ArmAsync(fault);

        JsonElement page = await GetAsync(Workflows);

        Assert.StartsWith(expected, page.GetProperty("@odata.nextLink").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, page.GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task A_page_that_goes_on_at_itself()
    {
        await ArmAsync("""{"kind":"loop","times":3}""");

        string link = (await GetAsync($"{Workflows}?$select=id")).GetProperty("@odata.nextLink").GetString()!;

        Assert.Equal($"{Host.Address}{Workflows}?$select=id", link);
        Assert.Equal(link, (await GetAsync(link)).GetProperty("@odata.nextLink").GetString());
    }

    [Theory]
    [InlineData("""{"kind":"redirect"}""", HttpStatusCode.Found, "https://elsewhere.example/")]
    [InlineData(
        """{"kind":"redirect","status":307,"location":"http://localhost:1/"}""",
        HttpStatusCode.TemporaryRedirect,
        "http://localhost:1/"
    )]
    public async Task A_redirect(string fault, HttpStatusCode status, string location)
    {
        await ArmAsync(fault);
        using HttpClient still = new(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = Host.Address,
        };

        using HttpResponseMessage response = await still.GetAsync(new Uri(Workflows, UriKind.Relative), Ct);

        Assert.Equal(status, response.StatusCode);
        Assert.StartsWith(location, response.Headers.Location!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Matches_by_expression_and_by_number()
    {
        await ArmAsync("""{"match":{"pathMatches":"/workflows(\\?|$)","nth":2},"times":2,"status":500}""");

        Assert.Equal([200, 500, 500, 200], await StatusesAsync(Workflows, 4));
        await ArmAsync("""{"match":{"pathMatches":"/workflows(\\?|$)"},"status":500}""");
        Assert.Equal([200], await StatusesAsync(Runs, 1));
        Assert.Equal([500], await StatusesAsync($"{Workflows}?$top=1", 1));
    }

    [Fact]
    public async Task Matches_at_a_rate_that_a_seed_repeats()
    {
        List<List<int>> runs = [];
        foreach (int seed in new[] { 7, 7, 8 })
        {
            await StatusAsync(HttpMethod.Delete, "emulator/faults");
            await ArmAsync($$$"""{"match":{"rate":0.3,"seed":{{{seed}}}},"status":503}""");
            runs.Add(await StatusesAsync(Workflows, 200));
        }

        Assert.InRange(runs[0].Count(status => status == 503), 30, 90);
        Assert.Equal(runs[0], runs[1]);
        Assert.NotEqual(runs[0], runs[2]);
        JsonElement armed = Assert.Single((await GetAsync("emulator/faults")).EnumerateArray());
        Assert.Equal(200, armed.GetProperty("matched").GetInt32());
        Assert.Equal("status", armed.GetProperty("fault").GetProperty("kind").GetString());
        Assert.Equal(runs[2].Count(status => status == 503), armed.GetProperty("happened").GetInt32());
        Assert.Equal(JsonValueKind.Null, armed.GetProperty("remaining").ValueKind);
    }

    [Fact]
    public async Task The_log_says_whether_the_state_changed()
    {
        await ResumeAsync(Waiting);
        await ResumeAsync(Waiting);
        await StatusAsync(HttpMethod.Get, Waiting);

        Assert.Equal(
            [true, false, false],
            (await GetAsync("emulator/requests"))
                .EnumerateArray()
                .Select(request => request.GetProperty("applied").GetBoolean())
        );
    }

    [Fact]
    public async Task So_many_requests_in_a_second_and_no_more()
    {
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"requestsPerSecond":3}""");

        Assert.Equal([200, 200, 200, 429, 429], await StatusesAsync(Workflows, 5));
        using HttpResponseMessage throttled = await SendAsync(HttpMethod.Get, Workflows);
        Assert.Equal(TimeSpan.FromSeconds(1), throttled.Headers.RetryAfter!.Delta);
        Clock.Now += TimeSpan.FromSeconds(1);
        Assert.Equal([200], await StatusesAsync(Workflows, 1));
        await StatusAsync(HttpMethod.Patch, "emulator/settings", """{"requestsPerSecond":0}""");
        Assert.Equal([200, 200, 200, 200], await StatusesAsync(Workflows, 4));
    }

    [Theory]
    [InlineData("""{"kind":"explode"}""")]
    [InlineData("""{"kind":"omit"}""")]
    [InlineData("""{"kind":"hang","match":{"part":"1"}}""")]
    [InlineData("""{"times":0}""")]
    [InlineData("""{"status":100}""")]
    [InlineData("""{"match":{"nth":0}}""")]
    [InlineData("""{"match":{"rate":1.5}}""")]
    [InlineData("""{"match":{"pathMatches":"("}}""")]
    [InlineData("""{"match":{"pathMatches":"(?=x)"}}""")]
    [InlineData("""{"delayMilliseconds":-1}""")]
    [InlineData("""{"kind":"slow","bytesPerSecond":0}""")]
    [InlineData("""{"retryAfter":"1\n2"}""")]
    public async Task Nonsense_is_refused(string fault)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, "emulator/faults", fault);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotEmpty((await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("error").GetString()!);
    }

    private async Task ArmAsync(string fault) =>
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HttpMethod.Post, "emulator/faults", fault));

    private async Task<List<int>> StatusesAsync(string path, int times)
    {
        List<int> statuses = [];
        for (int i = 0; i < times; i++)
            statuses.Add((int)await StatusAsync(HttpMethod.Get, path));
        return statuses;
    }
}
