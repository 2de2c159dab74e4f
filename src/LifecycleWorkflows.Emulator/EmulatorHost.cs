using System.Net;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.State;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LifecycleWorkflows.Emulator;

/// <summary>A running emulator, listening on loopback. Any number of them live side by side in one process.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly TenantStore _tenants;

    private EmulatorHost(WebApplication application, TenantStore tenants)
    {
        _application = application;
        _tenants = tenants;
    }

    /// <summary>The root below which /v1.0/, /beta/ and /emulator/ are served.</summary>
    public Uri Address => new(_application.Services.GetRequiredService<IServer>()
        .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <summary>Loads the tenant and starts to listen.</summary>
    /// <param name="options">How to start.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="SeedException">The seed does not describe a tenant.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Latency, TimeSpan.Zero);

        EmulatorSettings settings = new(options);
        Seed seed = Seed.Load(options.SeedPath);
        TenantStore tenants = new(() => seed.Plant(options.Clock.GetUtcNow().UtcDateTime));
        SnapshotStore snapshots = new(options.Clock);
        FaultQueue faults = new();
        RequestLog log = new();
        GraphService graph = new(tenants, settings, new Pager(settings, snapshots), faults, log, options.Clock);
        ControlSurface control = new(tenants, settings, snapshots, faults, log, options.Clock);

        EmulatorHost host = new(BuildApplication(options.Port, context => DispatchAsync(context, graph, control)), tenants);
        try
        {
            await host._application.StartAsync(ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives up what is being served, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _tenants.Dispose();
    }

    private static WebApplication BuildApplication(int port, RequestDelegate serve)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        WebApplication application = builder.Build();
        application.Run(serve);
        return application;
    }

    private static Task DispatchAsync(HttpContext context, GraphService graph, ControlSurface control)
    {
        RequestTarget target = RequestTarget.Parse(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        string first = target.FirstSegment;
        if (first == "emulator")
            return control.ServeAsync(context, target.WithoutFirstSegment());
        return GraphVersions.Parse(first) is GraphVersion version
            ? graph.ServeAsync(context, version, target.WithoutFirstSegment())
            : graph.RefuseVersionAsync(context, first);
    }
}
