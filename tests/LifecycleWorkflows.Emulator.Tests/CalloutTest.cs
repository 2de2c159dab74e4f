using System.Net;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>An emulator that calls out to a listener of the test.</summary>
public abstract class CalloutTest : EmulatorTest
{
    private LogicApp? _app;

    internal LogicApp App => _app!;

    protected static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    protected override async Task ArrangeAsync()
    {
        _app = await LogicApp.StartAsync(Ct);
        await NameEndpointAsync(App.Address.ToString());
    }

    public override async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task NameEndpointAsync(string? url, string? extensionId = null) =>
        Assert.Equal(
            HttpStatusCode.NoContent,
            await StatusAsync(
                HttpMethod.Post,
                "emulator/callout-endpoints",
                JsonSerializer.Serialize(new { url, extensionId })
            )
        );

    protected async Task<JsonElement> OrderAsync(string path, string order)
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Post, $"emulator/{path}", order);
        string text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    protected async Task<JsonElement> CalloutAsync(int index = 0) => (await GetAsync("emulator/callouts"))[index];

    /// <summary>The callout once it is no longer on its way.</summary>
    protected async Task<JsonElement> SettledCalloutAsync(int index = 0)
    {
        JsonElement callout = await CalloutAsync(index);
        while (Text(callout, "status") == "pending")
        {
            await Task.Delay(5, Ct);
            callout = await CalloutAsync(index);
        }
        return callout;
    }
}
