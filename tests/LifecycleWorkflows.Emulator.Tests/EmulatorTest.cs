using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>A host of its own for each test, and a plain client that carries a token.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected const string LifecycleWorkflows = "identityGovernance/lifecycleWorkflows";

    private EmulatorHost? _host;

    protected FixedClock Clock { get; } = new();
    protected HttpClient Client { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 128 });
    protected EmulatorHost Host => _host!;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The tenant of the test; null serves the built-in sample.</summary>
    protected virtual string? Seed => TestSeed.Json;

    protected virtual void Configure(EmulatorOptions options) { }

    public async ValueTask InitializeAsync()
    {
        EmulatorOptions options = new() { Clock = Clock };
        Configure(options);
        string? path = Seed is null ? null : Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        options.SeedPath = path ?? options.SeedPath;
        if (path is not null)
            await File.WriteAllTextAsync(path, Seed, Ct);
        _host = await EmulatorHost.StartAsync(options, Ct);
        if (path is not null)
            File.Delete(path);
        Client.BaseAddress = _host.Address;
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "a-token");
        await ArrangeAsync();
    }

    /// <summary>What the tenant of each test needs beside its seed.</summary>
    protected virtual Task ArrangeAsync() => Task.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        Dispose(disposing: true);
        if (_host is not null)
            await _host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Client.Dispose();

    protected static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    protected async Task<JsonElement> GetAsync(string path)
    {
        using HttpResponseMessage response = await Client.GetAsync(Relative(path), Ct);
        string text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        return JsonElement.Parse(text);
    }

    protected async Task<List<string>> IdsAsync(string path) =>
        [
            .. (await GetAsync(path))
                .GetProperty("value")
                .EnumerateArray()
                .Select(item => item.GetProperty("id").GetString()!),
        ];

    protected async Task<(HttpStatusCode Status, JsonElement Error)> RefusedAsync(
        HttpMethod method,
        string path,
        string? body = null
    )
    {
        using HttpResponseMessage response = await SendAsync(method, path, body);
        string text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True((int)response.StatusCode >= 400, $"{path}: {(int)response.StatusCode} {text}");
        return (response.StatusCode, JsonElement.Parse(text).GetProperty("error"));
    }

    protected Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null) =>
        Client.SendAsync(
            new HttpRequestMessage(method, Relative(path)) { Content = body is null ? null : Json(body) },
            Ct
        );

    protected async Task<HttpStatusCode> StatusAsync(HttpMethod method, string path, string? body = null)
    {
        using HttpResponseMessage response = await SendAsync(method, path, body);
        return response.StatusCode;
    }

    protected Task<HttpStatusCode> ResumeAsync(string resultPath, string operationStatus = "Completed") =>
        StatusAsync(HttpMethod.Post, $"{resultPath}/resume", ResumeBody(operationStatus));

    protected static string ResumeBody(string operationStatus) =>
        $$"""{"data":{"operationStatus":"{{operationStatus}}"},"source":"sample","type":"lifecycleEvent"}""";

    protected async Task<JsonElement> GenerateAsync(string request)
    {
        using HttpResponseMessage response = await Client.PostAsync(Relative("emulator/generate"), Json(request), Ct);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>(Ct);
    }

    /// <summary>A signed token that says what the order says.</summary>
    protected async Task<string> TokenAsync(string order)
    {
        using HttpResponseMessage response = await Client.PostAsync(Relative("emulator/token"), Json(order), Ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Every page of a list, link by link.</summary>
    protected async Task<List<JsonElement>> PagesAsync(string path, Func<JsonElement, Task>? afterPage = null)
    {
        List<JsonElement> pages = [];
        for (string? next = path; next is not null; )
        {
            JsonElement page = await GetAsync(next);
            pages.Add(page);
            if (afterPage is not null)
                await afterPage(page);
            next = page.TryGetProperty("@odata.nextLink", out JsonElement link) ? link.GetString() : null;
        }
        return pages;
    }

    private static Uri Relative(string path) => new(path, UriKind.RelativeOrAbsolute);
}
