using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
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
    private readonly TenantStore _tenants;
    private readonly TokenSigner _signer;
    private readonly CalloutSender _sender;
    private readonly ArcChallenge _arc;
    private readonly X509Certificate2? _certificate;

    private EmulatorHost(
        WebApplication application,
        TenantStore tenants,
        TokenSigner signer,
        CalloutSender sender,
        ArcChallenge arc,
        X509Certificate2? certificate
    )
    {
        (_arc, _certificate) = (arc, certificate);
        _application = application;
        _tenants = tenants;
        _signer = signer;
        _sender = sender;
    }

    /// <summary>The root below which /v1.0/, /beta/, /emulator/ and the sign-in of every tenant are served.</summary>
    public Uri Address =>
        new(
            _application
                .Services.GetRequiredService<IServer>()
                .Features.GetRequiredFeature<IServerAddressesFeature>()
                .Addresses.Single()
        );

    /// <summary>The public half of the certificate that it serves with, as PEM text; null without TLS.</summary>
    public string? CertificatePem => _certificate?.ExportCertificatePem();

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
        if (
            options
                .CalloutEndpoints.Values.Append(options.CalloutEndpoint)
                .FirstOrDefault(endpoint => endpoint is not null && !CalloutEndpoints.IsGood(endpoint))
            is Uri endpoint
        )
            throw new ArgumentException($"'{endpoint}' is no http or https address on loopback.", nameof(options));

        EmulatorSettings settings = new(options);
        EmulatorClock clock = new(options.Clock, settings);
        Seed seed = Seed.Load(options.SeedPath);
        Agenda agenda = new();
        TenantStore tenants = new(() => seed.Plant(clock.GetUtcNow().UtcDateTime), agenda, clock);
        TokenSigner signer = new();
        CalloutEndpoints endpoints = new(options);
        CalloutDesk desk = new(endpoints);
        TaskSequence tasks = new(agenda, desk, settings);
        CalloutControl callouts = new(tenants, desk, endpoints, new StageCallouts(agenda, desk), clock);
        ArcChallenge arc = new(options.ArcTokenDirectory ?? ArcChallenge.UsualDirectory);
        X509Certificate2? certificate = options.Tls ? LoopbackCertificate.Create() : null;
        RequestDelegate serve = BuildDispatcher(
            settings,
            clock,
            tenants,
            signer,
            tasks,
            new AnswerQueue(agenda, settings),
            callouts,
            arc,
            certificate
        );
        EmulatorHost host = new(
            BuildApplication(options.Port, certificate, serve),
            tenants,
            signer,
            new CalloutSender(desk, tenants, clock),
            arc,
            certificate
        );
        try
        {
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
        await _sender.DisposeAsync();
        _tenants.Dispose();
        _signer.Dispose();
        _arc.Dispose();
        _certificate?.Dispose();
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

    private static RequestDelegate BuildDispatcher(
        EmulatorSettings settings,
        EmulatorClock clock,
        TenantStore tenants,
        TokenSigner signer,
        TaskSequence tasks,
        AnswerQueue answers,
        CalloutControl callouts,
        ArcChallenge arc,
        X509Certificate2? certificate
    )
    {
        SnapshotStore snapshots = new(clock);
        FaultQueue faults = new();
        RequestLog log = new();
        Throttle throttle = new(settings, clock);
        TokenIssuer issuer = new(signer, clock);
        Authenticator authenticator = new(signer, settings);
        GraphEngine engine = new(tenants, settings, new Pager(settings, snapshots), authenticator, tasks, answers);
        BatchRunner batches = new(engine, authenticator, throttle, faults);
        GraphService graph = new(engine, batches, settings, throttle, faults, log, clock);
        SignInLog signIns = new();
        ManagedIdentities identities = new(tenants, issuer, signIns, arc, clock);
        ControlSurface control = new(
            tenants,
            settings,
            snapshots,
            faults,
            log,
            issuer,
            callouts,
            tasks,
            signIns,
            identities,
            certificate,
            clock
        );
        UserGrants grants = new(clock);
        TokenEndpoint tokens = new(tenants, issuer, grants, settings, clock);
        SignInSurface signIn = new(tokens, grants, new AuthorizePage(tokens, grants, settings), signer, signIns, clock);
        return context => DispatchAsync(context, graph, control, signIn, identities);
    }

    private static WebApplication BuildApplication(int port, X509Certificate2? certificate, RequestDelegate serve)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
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
                    port,
                    listen =>
                    {
                        listen.Protocols = HttpProtocols.Http1;
                        if (certificate is not null)
                            listen.UseHttps(certificate);
                    }
                );
            });
        WebApplication application = builder.Build();
        application.Run(serve);
        return application;
    }

    private static Task DispatchAsync(
        HttpContext context,
        GraphService graph,
        ControlSurface control,
        SignInSurface signIn,
        ManagedIdentities identities
    )
    {
        RequestTarget target = RequestTarget.Parse(
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget
        );
        string first = target.FirstSegment;
        if (first == "emulator")
            return control.ServeAsync(context, target.WithoutFirstSegment());
        return GraphVersions.Parse(first) is GraphVersion version
            ? graph.ServeAsync(context, version, target.WithoutFirstSegment())
            : identities.TryServe(context, target)
                ?? signIn.TryServe(context, target)
                ?? graph.RefuseVersionAsync(context, first);
    }
}
