using System.Net;
using System.Net.Sockets;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Batching;
using LifecycleWorkflows.Emulator.Callouts;
using LifecycleWorkflows.Emulator.Control;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.SignIn;
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

    private EmulatorHost(WebApplication application) => _application = application;

    /// <summary>The root below which /v1.0/, /beta/, /emulator/ and the sign-in of every tenant are served.</summary>
    public Uri Address =>
        new(
            _application
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Single()
        );

    /// <summary>The public half of the certificate that it serves with, as PEM text; null without TLS.</summary>
    public string? CertificatePem => _application.Services.GetRequiredService<LoopbackCertificate>().Pem;

    /// <summary>Loads the tenant and starts to listen.</summary>
    /// <param name="options">How to start.</param>
    /// <param name="ct">Gives up starting.</param>
    /// <exception cref="ArgumentException">An option makes no sense.</exception>
    /// <exception cref="IOException">The port is taken, or not for this user to listen on.</exception>
    /// <exception cref="SeedException">The seed does not describe a tenant.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Latency, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.RequestsPerSecond, 0);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.TaskDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.QueueDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CancelDuration, TimeSpan.Zero);
        if (
            options
                .CalloutEndpoints.Values.Append(options.CalloutEndpoint)
                .FirstOrDefault(endpoint => endpoint is not null && !CalloutEndpoints.IsGood(endpoint))
            is Uri endpoint
        )
            throw new ArgumentException($"'{endpoint}' is no http or https address on loopback.", nameof(options));

        EmulatorHost host = new(BuildApplication(options, Seed.Load(options.SeedPath)));
        try
        {
            _ = host._application.Services.GetRequiredService<CalloutSender>();
            await host._application.StartAsync(ct);
            return host;
        }
        catch (Exception exception)
        {
            await host.DisposeAsync();
            throw Explain(exception, options.Port) ?? exception;
        }
    }

    /// <summary>Gives up what is being served, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
    }

    private static IOException? Explain(Exception exception, int port) =>
        (exception as SocketException ?? exception.GetBaseException() as SocketException)?.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new(
                $"The port {port} is taken. Choose another one, or 0 for any that is free.",
                exception
            ),
            SocketError.AccessDenied => new(
                $"The port {port} is not for you to listen on. Choose one above 1023, or 0 for any that is free.",
                exception
            ),
            _ => null,
        };

    private static WebApplication BuildApplication(EmulatorOptions options, Seed seed)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        AddServices(builder.Services.AddSingleton(options).AddSingleton(seed));
        builder
            .WebHost.UseKestrelCore()
            .UseSockets(FreePort.Configure)
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
                kestrel.Listen(
                    IPAddress.Loopback,
                    options.Port,
                    listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        if (
                            listen.ApplicationServices.GetRequiredService<LoopbackCertificate>().Value is
                            { } certificate
                        )
                            listen.UseHttps(certificate);
                    }
                );
            });
        WebApplication application = builder.Build();
        application.Run(DispatchAsync);
        return application;
    }

    private static void AddServices(IServiceCollection services) =>
        services
            .AddSingleton<IHostLifetime, EmbeddedLifetime>()
            .AddSingleton<TimeProvider, EmulatorClock>()
            .AddSingleton<LiveSettings>()
            .AddSingleton<LoopbackCertificate>()
            .AddSingleton<Agenda>()
            .AddSingleton<TenantStore>()
            .AddSingleton<TaskSequence>()
            .AddSingleton<RunSequence>()
            .AddSingleton<AnswerQueue>()
            .AddSingleton<CalloutEndpoints>()
            .AddSingleton<CalloutDesk>()
            .AddSingleton<StageCallouts>()
            .AddSingleton<CalloutSender>()
            .AddSingleton<TokenSigner>()
            .AddSingleton<TokenIssuer>()
            .AddSingleton<Authenticator>()
            .AddSingleton<SnapshotStore>()
            .AddSingleton<Pager>()
            .AddSingleton<Throttle>()
            .AddSingleton<FaultQueue>()
            .AddSingleton<RequestLog>()
            .AddSingleton<GraphEngine>()
            .AddSingleton<BatchRunner>()
            .AddSingleton<GraphService>()
            .AddSingleton<SignInLog>()
            .AddSingleton<UserGrants>()
            .AddSingleton<TokenEndpoint>()
            .AddSingleton<AuthorizePage>()
            .AddSingleton<SignInSurface>()
            .AddSingleton<ArcChallenge>()
            .AddSingleton<ManagedIdentities>()
            .AddSingleton<CalloutControl>()
            .AddSingleton<ControlSurface>();

    private static Task DispatchAsync(HttpContext context)
    {
        IServiceProvider services = context.RequestServices;
        RequestTarget target = RequestTarget.Parse(
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget
        );
        string first = target.FirstSegment;
        if (first == "emulator")
            return services.GetRequiredService<ControlSurface>().ServeAsync(context, target.WithoutFirstSegment());
        GraphService graph = services.GetRequiredService<GraphService>();
        return GraphVersions.Parse(first) is GraphVersion version
            ? graph.ServeAsync(context, version, target.WithoutFirstSegment())
            : services.GetRequiredService<ManagedIdentities>().TryServe(context, target)
                ?? services.GetRequiredService<SignInSurface>().TryServe(context, target)
                ?? graph.RefuseVersionAsync(context, first);
    }
}
