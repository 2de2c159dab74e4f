using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Xml;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.SignIn;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The paths below /emulator/: what tests ask, and what they arrange.</summary>
internal sealed class ControlSurface
{
    private readonly TenantStore _tenants;
    private readonly EmulatorSettings _settings;
    private readonly SnapshotStore _snapshots;
    private readonly FaultQueue _faults;
    private readonly RequestLog _log;
    private readonly TokenIssuer _issuer;
    private readonly SignInLog _signIns;
    private readonly ManagedIdentities _identities;
    private readonly X509Certificate2? _certificate;
    private readonly CalloutControl _callouts;
    private readonly TaskSequence _tasks;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Func<HttpContext, Task>> _routes;

    public ControlSurface(
        TenantStore tenants,
        EmulatorSettings settings,
        SnapshotStore snapshots,
        FaultQueue faults,
        RequestLog log,
        TokenIssuer issuer,
        CalloutControl callouts,
        TaskSequence tasks,
        SignInLog signIns,
        ManagedIdentities identities,
        X509Certificate2? certificate,
        TimeProvider clock
    )
    {
        (_tenants, _settings, _snapshots, _faults, _log, _issuer, _callouts, _tasks, _clock) = (
            tenants,
            settings,
            snapshots,
            faults,
            log,
            issuer,
            callouts,
            tasks,
            clock
        );
        (_signIns, _identities, _certificate) = (signIns, identities, certificate);
        _routes = new(StringComparer.Ordinal)
        {
            ["GET /requests"] = context =>
                WriteAsync(context, _log.Snapshot(), ControlJsonContext.Default.IReadOnlyListRecordedRequest),
            ["DELETE /requests"] = context => DoAsync(context, _log.Clear),
            ["GET /requests/active"] = context =>
                WriteAsync(context, new(_log.Active), ControlJsonContext.Default.ActiveRequests),
            ["GET /state"] = GetStateAsync,
            ["POST /reset"] = context => DoAsync(context, Reset),
            ["GET /settings"] = WriteSettingsAsync,
            ["PATCH /settings"] = PatchSettingsAsync,
            ["POST /generate"] = GenerateAsync,
            ["GET /faults"] = context =>
                WriteAsync(
                    context,
                    _faults
                        .Snapshot()
                        .Select(armed => new FaultReport(armed.Fault, armed.Matched, armed.Happened, armed.Remaining)),
                    ControlJsonContext.Default.IEnumerableFaultReport
                ),
            ["POST /faults"] = ArmFaultAsync,
            ["DELETE /faults"] = context => DoAsync(context, _faults.Clear),
            ["POST /fail-task"] = FailTaskAsync,
            ["GET /callouts"] = context =>
                WriteAsync(context, _callouts.Log(), ControlJsonContext.Default.IEnumerableCalloutReport),
            ["DELETE /callouts"] = context => DoAsync(context, _callouts.ClearLog),
            ["GET /callout-endpoints"] = context =>
                WriteAsync(context, _callouts.Endpoints(), ControlJsonContext.Default.IEnumerableCalloutEndpoint),
            ["POST /callout-endpoints"] = async context =>
            {
                CalloutEndpoint endpoint = await ReadAsync(context, ControlJsonContext.Default.CalloutEndpoint);
                await DoAsync(context, () => _callouts.SetEndpoint(endpoint));
            },
            ["POST /assignment-requests"] = async context =>
                await WriteAsync(
                    context,
                    _callouts.PlaceRequest(await ReadAsync(context, ControlJsonContext.Default.AssignmentRequestOrder)),
                    ControlJsonContext.Default.PlacedRequest
                ),
            ["POST /connection-test"] = async context =>
                await WriteAsync(
                    context,
                    _callouts.Test(await ReadAsync(context, ControlJsonContext.Default.ConnectionTestOrder)),
                    ControlJsonContext.Default.PlacedTest
                ),
            ["GET /sign-ins"] = context =>
                WriteAsync(context, _signIns.Snapshot(), ControlJsonContext.Default.IReadOnlyListRecordedSignIn),
            ["DELETE /sign-ins"] = context => DoAsync(context, _signIns.Clear),
            ["GET /managed-identity"] = context =>
                WriteAsync(
                    context,
                    _identities.Variables(
                        $"{context.Request.Scheme}://{context.Request.Host}",
                        _certificate?.Thumbprint
                    ),
                    ControlJsonContext.Default.ManagedIdentityVariables
                ),
            ["GET /certificate"] = WriteCertificateAsync,
            ["POST /token"] = IssueTokenAsync,
            ["POST /apps"] = RegisterAppAsync,
        };
    }

    public async Task ServeAsync(HttpContext context, RequestTarget target)
    {
        try
        {
            if (!_routes.TryGetValue($"{context.Request.Method} {target.Path}", out Func<HttpContext, Task>? serve))
                throw ControlException.NotFound(
                    $"The emulator has no {context.Request.Method} /emulator{target.Path}."
                );
            await serve(context);
        }
        catch (ControlException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            await WriteAsync(context, new(refusal.Message), ControlJsonContext.Default.ControlError);
        }
    }

    private static Task DoAsync(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);

    private static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted)
                ?? throw ControlException.BadRequest("The body is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw ControlException.BadRequest(exception.Message);
        }
    }

    private static bool IsSummary(HttpContext context) => context.Request.Query["summary"] == "true";

    private static void WriteJson(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        using Utf8JsonWriter writer = new(context.Response.BodyWriter);
        write(writer);
    }

    private Task GetStateAsync(HttpContext context)
    {
        _tenants.Read(tenant => WriteJson(context, writer => StateReport.Write(writer, tenant, !IsSummary(context))));
        return Task.CompletedTask;
    }

    private void Reset()
    {
        _callouts.Reset();
        _snapshots.Clear();
    }

    private Task WriteSettingsAsync(HttpContext context) =>
        WriteAsync(
            context,
            new()
            {
                LatencyMilliseconds = (int)_settings.Latency.TotalMilliseconds,
                PageSize = _settings.PageSize,
                Paging = _settings.Paging,
                RefuseCreation = _settings.RefuseCreation,
                RequireJwt = _settings.RequireJwt,
                RequestsPerSecond = _settings.RequestsPerSecond,
                ClockOffset = XmlConvert.ToString(_settings.ClockOffset),
                TaskDuration = XmlConvert.ToString(_settings.TaskDuration),
                TaskAnswerDelay = Range(_settings.TaskAnswerDelay),
                RequestAnswerDelay = Range(_settings.RequestAnswerDelay),
                SignInOutcome = _settings.SignInOutcome,
                SignInUser = _settings.SignInUser,
                DeviceCodePolls = _settings.DeviceCodePolls,
            },
            ControlJsonContext.Default.SettingsPatch
        );

    private async Task PatchSettingsAsync(HttpContext context)
    {
        SettingsPatch patch = await ReadAsync(context, ControlJsonContext.Default.SettingsPatch);
        if (
            patch.LatencyMilliseconds < 0
            || patch.PageSize < 1
            || patch.RequestsPerSecond < 0
            || patch.DeviceCodePolls < 0
        )
            throw ControlException.BadRequest(
                "latencyMilliseconds, requestsPerSecond and deviceCodePolls must not be negative, and pageSize must be at least 1."
            );
        TimeSpan taskDuration = patch.TaskDuration is string duration
            ? ParseDuration(duration)
            : _settings.TaskDuration;
        if (taskDuration < TimeSpan.Zero)
            throw ControlException.BadRequest("taskDuration must not be negative.");
        AnswerDelay taskAnswerDelay = patch.TaskAnswerDelay is { } ofTasks
            ? ParseDelay(ofTasks)
            : _settings.TaskAnswerDelay;
        AnswerDelay requestAnswerDelay = patch.RequestAnswerDelay is { } ofRequests
            ? ParseDelay(ofRequests)
            : _settings.RequestAnswerDelay;
        (_settings.TaskAnswerDelay, _settings.RequestAnswerDelay) = (taskAnswerDelay, requestAnswerDelay);
        _settings.ClockOffset = patch.ClockOffset is string offset ? ParseDuration(offset) : _settings.ClockOffset;
        _settings.TaskDuration = taskDuration;
        _settings.Latency = patch.LatencyMilliseconds is int milliseconds
            ? TimeSpan.FromMilliseconds(milliseconds)
            : _settings.Latency;
        _settings.PageSize = patch.PageSize ?? _settings.PageSize;
        _settings.Paging = patch.Paging ?? _settings.Paging;
        _settings.RefuseCreation = patch.RefuseCreation ?? _settings.RefuseCreation;
        _settings.RequireJwt = patch.RequireJwt ?? _settings.RequireJwt;
        _settings.RequestsPerSecond = patch.RequestsPerSecond ?? _settings.RequestsPerSecond;
        _settings.SignInOutcome = patch.SignInOutcome ?? _settings.SignInOutcome;
        _settings.SignInUser = patch.SignInUser is "" ? null : patch.SignInUser ?? _settings.SignInUser;
        _settings.DeviceCodePolls = patch.DeviceCodePolls ?? _settings.DeviceCodePolls;
        await WriteSettingsAsync(context);
    }

    private async Task GenerateAsync(HttpContext context)
    {
        GenerateRequest request = await ReadAsync(context, ControlJsonContext.Default.GenerateRequest);
        _tenants.Write(tenant =>
        {
            IReadOnlyList<Workflow> workflows = Generator.Add(tenant, request, _clock.GetUtcNow().UtcDateTime);
            WriteJson(context, writer => GenerateReport.Write(writer, workflows, !IsSummary(context)));
        });
    }

    private async Task ArmFaultAsync(HttpContext context)
    {
        Fault fault = await ReadAsync(context, ControlJsonContext.Default.Fault);
        if (fault.Nonsense is string nonsense)
            throw ControlException.BadRequest(nonsense);
        await DoAsync(context, () => _faults.Arm(fault));
    }

    private static TimeSpan ParseDuration(string text)
    {
        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw ControlException.BadRequest($"'{text}' is no ISO 8601 duration such as -PT2H.");
        }
    }

    private static DelayRange Range(AnswerDelay delay) =>
        new()
        {
            Minimum = XmlConvert.ToString(delay.Minimum),
            Maximum = XmlConvert.ToString(delay.Maximum),
            Seed = delay.Seed,
        };

    private static AnswerDelay ParseDelay(DelayRange range)
    {
        TimeSpan minimum = ParseDuration(range.Minimum);
        TimeSpan maximum = range.Maximum is string text ? ParseDuration(text) : minimum;
        return minimum >= TimeSpan.Zero && maximum >= minimum
            ? new(minimum, maximum, range.Seed)
            : throw ControlException.BadRequest(
                "The minimum of a delay must not be negative, and its maximum must not be less than its minimum."
            );
    }

    private async Task IssueTokenAsync(HttpContext context)
    {
        TokenOrder order = await ReadAsync(context, ControlJsonContext.Default.TokenOrder);
        if (order.Scopes.Count == 0)
            _tenants.Read(tenant => order.Roles ??= tenant.FindApp(order.AppId)?.Roles);
        string issuer =
            $"{context.Request.Scheme}://{context.Request.Host}/{order.TenantId ?? TokenIssuer.DefaultTenantId}/v2.0";
        DateTimeOffset expires = _clock.GetUtcNow().AddSeconds(order.LifetimeSeconds);
        await WriteAsync(
            context,
            new(_issuer.Issue(order, issuer), "Bearer", expires),
            ControlJsonContext.Default.IssuedToken
        );
    }

    private async Task RegisterAppAsync(HttpContext context)
    {
        AppRegistration registration = await ReadAsync(context, ControlJsonContext.Default.AppRegistration);
        registration.AppId ??= Guid.NewGuid().ToString();
        registration.ClientSecret ??= Guid.NewGuid().ToString("N");
        App app = BuildApp(registration);
        _tenants.Write(tenant =>
        {
            tenant.Apps.RemoveAll(each => each.AppId.Equals(registration.AppId, StringComparison.OrdinalIgnoreCase));
            tenant.Apps.Add(app);
        });
        await WriteAsync(context, registration, ControlJsonContext.Default.AppRegistration);
    }

    private static App BuildApp(AppRegistration registration)
    {
        try
        {
            return TenantBuilder.BuildApp(
                new()
                {
                    AppId = registration.AppId!,
                    ClientSecret = registration.ClientSecret,
                    Roles = registration.Roles,
                    Certificates = registration.Certificates,
                    FederatedCredentials = registration.FederatedCredentials,
                    ManagedIdentity = registration.ManagedIdentity,
                    ObjectId = registration.ObjectId,
                    ResourceId = registration.ResourceId,
                }
            );
        }
        catch (SeedException exception)
        {
            throw ControlException.BadRequest(exception.Message);
        }
    }

    private Task WriteCertificateAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-pem-file";
        return context.Response.WriteAsync(
            _certificate?.ExportCertificatePem()
                ?? throw ControlException.NotFound("There is no certificate without --tls."),
            context.RequestAborted
        );
    }

    private async Task FailTaskAsync(HttpContext context)
    {
        FailTaskRequest request = await ReadAsync(context, ControlJsonContext.Default.FailTaskRequest);
        _tenants.Write(tenant =>
        {
            TaskProcessingResult result =
                tenant.FindResult(request.TaskProcessingResultId)
                ?? throw ControlException.NotFound(
                    $"There is no task processing result '{request.TaskProcessingResultId}'."
                );
            if (result.Status != ProcessingStatus.InProgress)
                throw ControlException.BadRequest(
                    $"The task processing result '{result.Id}' is {result.Status.WireName}."
                );
            _tasks.Fail(result, request.FailureReason, _clock.GetUtcNow().UtcDateTime);
        });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
