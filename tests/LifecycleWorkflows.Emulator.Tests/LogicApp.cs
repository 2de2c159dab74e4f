using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LifecycleWorkflows.Emulator.Tests;

/// <summary>
/// A listener in place of the Logic App of an extension: it takes callouts, and keeps them to be looked at.
/// </summary>
internal sealed class LogicApp : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Channel<JsonElement> _received = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<int> _statuses = new();

    private LogicApp(WebApplication application) => _application = application;

    public Uri Address => new(new Uri(_application.Urls.Single()), "callouts?sig=secret");

    /// <summary>
    /// What it answers to the next callouts, in order; 202 to those after them. Zero is no answer at all.
    /// </summary>
    public void Answer(params int[] statuses)
    {
        foreach (int status in statuses)
            _statuses.Enqueue(status);
    }

    public static async Task<LogicApp> StartAsync(CancellationToken ct)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(FreePort.Configure)
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        LogicApp app = new(builder.Build());
        app._application.Run(app.TakeAsync);
        await app._application.StartAsync(ct);
        return app;
    }

    public async Task<JsonElement> NextAsync(CancellationToken ct) => await _received.Reader.ReadAsync(ct);

    public bool HasMore => _received.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using JsonDocument body = await JsonDocument.ParseAsync(
            context.Request.Body,
            cancellationToken: context.RequestAborted
        );
        _received.Writer.TryWrite(
            JsonElement.Parse(
                $$"""
                {"method":"{{context.Request.Method}}","query":"{{context.Request.QueryString}}","contentType":"{{context.Request.ContentType}}","body":{{body.RootElement.GetRawText()}}}
                """
            )
        );
        int status = _statuses.TryDequeue(out int next) ? next : StatusCodes.Status202Accepted;
        if (status == 0)
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (status == StatusCodes.Status302Found)
            context.Response.Headers.Location = "http://elsewhere.example/";
        context.Response.StatusCode = status;
    }
}
