using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
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
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Func<HttpContext, Task>> _routes;

    public ControlSurface(
        TenantStore tenants, EmulatorSettings settings, SnapshotStore snapshots, FaultQueue faults, RequestLog log, TimeProvider clock)
    {
        (_tenants, _settings, _snapshots, _faults, _log, _clock) = (tenants, settings, snapshots, faults, log, clock);
        _routes = new(StringComparer.Ordinal)
        {
            ["GET /requests"] = context => WriteAsync(context, _log.Snapshot(), ControlJsonContext.Default.IReadOnlyListRecordedRequest),
            ["DELETE /requests"] = context => DoAsync(context, _log.Clear),
            ["GET /requests/active"] = context => WriteAsync(context, new(_log.Active), ControlJsonContext.Default.ActiveRequests),
            ["GET /state"] = GetStateAsync,
            ["POST /reset"] = context => DoAsync(context, Reset),
            ["GET /settings"] = WriteSettingsAsync,
            ["PATCH /settings"] = PatchSettingsAsync,
            ["POST /generate"] = GenerateAsync,
            ["POST /faults"] = ArmFaultAsync,
            ["DELETE /faults"] = context => DoAsync(context, _faults.Clear),
            ["POST /fail-task"] = FailTaskAsync,
        };
    }

    public async Task ServeAsync(HttpContext context, RequestTarget target)
    {
        try
        {
            if (!_routes.TryGetValue($"{context.Request.Method} {target.Path}", out Func<HttpContext, Task>? serve))
                throw ControlException.NotFound($"The emulator has no {context.Request.Method} /emulator{target.Path}.");
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
        catch (JsonException exception)
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
        _tenants.Reset();
        _snapshots.Clear();
    }

    private Task WriteSettingsAsync(HttpContext context) => WriteAsync(context, new()
    {
        LatencyMilliseconds = (int)_settings.Latency.TotalMilliseconds,
        PageSize = _settings.PageSize,
        Paging = _settings.Paging,
        RefuseCreation = _settings.RefuseCreation,
    }, ControlJsonContext.Default.SettingsPatch);

    private async Task PatchSettingsAsync(HttpContext context)
    {
        SettingsPatch patch = await ReadAsync(context, ControlJsonContext.Default.SettingsPatch);
        if (patch.LatencyMilliseconds < 0 || patch.PageSize < 1)
            throw ControlException.BadRequest("latencyMilliseconds must not be negative, and pageSize must be at least 1.");
        _settings.Latency = patch.LatencyMilliseconds is int milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : _settings.Latency;
        _settings.PageSize = patch.PageSize ?? _settings.PageSize;
        _settings.Paging = patch.Paging ?? _settings.Paging;
        _settings.RefuseCreation = patch.RefuseCreation ?? _settings.RefuseCreation;
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
        if (fault is not { Times: > 0, DelayMilliseconds: >= 0, Status: >= 200 and <= 599 })
            throw ControlException.BadRequest("times must be at least 1, delayMilliseconds not negative, and status between 200 and 599.");
        await DoAsync(context, () => _faults.Arm(fault));
    }

    private async Task FailTaskAsync(HttpContext context)
    {
        FailTaskRequest request = await ReadAsync(context, ControlJsonContext.Default.FailTaskRequest);
        _tenants.Write(tenant =>
        {
            TaskProcessingResult result = tenant.FindResult(request.TaskProcessingResultId)
                ?? throw ControlException.NotFound($"There is no task processing result '{request.TaskProcessingResultId}'.");
            if (result.Status != ProcessingStatus.InProgress)
                throw ControlException.BadRequest($"The task processing result '{result.Id}' is {result.Status.WireName}.");
            TaskSequence.Fail(result, request.FailureReason, _clock.GetUtcNow().UtcDateTime);
        });
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
