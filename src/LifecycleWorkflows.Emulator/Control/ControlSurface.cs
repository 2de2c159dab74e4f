using System.Text.Json;
using System.Text.Json.Nodes;
using LifecycleWorkflows.Emulator.Faults;
using LifecycleWorkflows.Emulator.Paging;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Seeding;
using LifecycleWorkflows.Emulator.SignIn;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.Control;

/// <summary>The paths below /emulator/: what tests ask, and what they arrange.</summary>
internal sealed class ControlSurface(
    TenantStore tenants,
    LiveSettings settings,
    SnapshotStore snapshots,
    FaultQueue faults,
    RequestLog log,
    TokenIssuer issuer,
    CalloutControl callouts,
    TaskSequence tasks,
    SignInLog signIns,
    ManagedIdentities identities,
    LoopbackCertificate certificate,
    TimeProvider clock
)
{
    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task ServeAsync(HttpContext context, RequestTarget target)
    {
        object? answer;
        try
        {
            answer = await AnswerAsync(context, $"{context.Request.Method} {target.Path}");
        }
        catch (ControlException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            answer = new { Error = refusal.Message };
        }
        if (answer is null)
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        else if (answer is byte[] or string)
            await WriteAsync(context, answer);
        else
            await context.Response.WriteAsJsonAsync(answer, ControlJson.Options, context.RequestAborted);
    }

    /// <summary>What is answered: a value, JSON as bytes, a certificate as text, or nothing.</summary>
    private async Task<object?> AnswerAsync(HttpContext context, string request) =>
        request switch
        {
            "GET /requests" => log.Snapshot(),
            "DELETE /requests" => Do(log.Clear),
            "GET /requests/active" => new { log.Active },
            "GET /state" => Report(tenants.Read, tenant => Reports.Of(tenant, IsSummary(context))),
            "POST /reset" => Do(Reset),
            "GET /settings" => settings.Current,
            "PATCH /settings" => Patch(await ReadAsync<JsonObject>(context)),
            "POST /generate" => Generate(await ReadAsync<GenerateRequest>(context), IsSummary(context)),
            "GET /faults" => faults.Snapshot(),
            "POST /faults" => Arm(await ReadAsync<Fault>(context)),
            "DELETE /faults" => Do(faults.Clear),
            "POST /fail-task" => Fail(await ReadAsync<FailTaskRequest>(context)),
            "GET /callouts" => callouts.Log(),
            "DELETE /callouts" => Do(callouts.ClearLog),
            "GET /callout-endpoints" => callouts.Endpoints(),
            "POST /callout-endpoints" => callouts.SetEndpoint(await ReadAsync<CalloutEndpoint>(context)),
            "POST /assignment-requests" => callouts.PlaceRequest(await ReadAsync<AssignmentRequestOrder>(context)),
            "POST /connection-test" => callouts.Test(await ReadAsync<ConnectionTestOrder>(context)),
            "GET /sign-ins" => signIns.Snapshot(),
            "DELETE /sign-ins" => Do(signIns.Clear),
            "GET /managed-identity" => identities.Variables(Host(context), certificate.Value?.Thumbprint),
            "GET /certificate" => certificate.Pem
                ?? throw ControlException.NotFound("There is no certificate without --tls."),
            "POST /token" => IssueToken(await ReadAsync<TokenOrder>(context), Host(context)),
            "POST /apps" => Register(await ReadAsync<JsonObject>(context)),
            _ => throw ControlException.NotFound(
                $"The emulator has no {request.Replace(" ", " /emulator", StringComparison.Ordinal)}."
            ),
        };

    private static string Host(HttpContext context) => $"{context.Request.Scheme}://{context.Request.Host}";

    private static bool IsSummary(HttpContext context) => context.Request.Query["summary"] == "true";

    private static object? Do(Action action)
    {
        action();
        return null;
    }

    private static async Task WriteAsync(HttpContext context, object answer)
    {
        context.Response.ContentType = answer is string ? "application/x-pem-file" : MediaType.Json;
        if (answer is string text)
            await context.Response.WriteAsync(text, context.RequestAborted);
        else
            await context.Response.Body.WriteAsync((byte[])answer, context.RequestAborted);
    }

    private static Task<T> ReadAsync<T>(HttpContext context) =>
        ReadingAsync(async () =>
            await JsonSerializer.DeserializeAsync<T>(context.Request.Body, ControlJson.Options, context.RequestAborted)
        );

    private static T Read<T>(JsonObject body) =>
        ReadingAsync(() => Task.FromResult(body.Deserialize<T>(ControlJson.Options))).GetAwaiter().GetResult();

    private static async Task<T> ReadingAsync<T>(Func<Task<T?>> read)
    {
        try
        {
            return await read() ?? throw ControlException.BadRequest("The body is null.");
        }
        catch (Exception exception)
            when (exception is JsonException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw ControlException.BadRequest(exception.Message);
        }
    }

    // What is reported is written while the tenant is held, so that it shows one moment.
    private static byte[] Report(Action<Action<Tenant>> hold, Func<Tenant, object> report)
    {
        byte[] json = [];
        hold(tenant => json = JsonSerializer.SerializeToUtf8Bytes(report(tenant), ControlJson.Options));
        return json;
    }

    private void Reset()
    {
        callouts.Reset();
        snapshots.Clear();
    }

    /// <summary>Changes what is given; null leaves a setting as it is.</summary>
    private EmulatorSettings Patch(JsonObject patch)
    {
        EmulatorSettings current = settings.Current;
        JsonObject merged = JsonSerializer.SerializeToNode(current, ControlJson.Options)!.AsObject();
        KeyValuePair<string, JsonNode?>[] given = [.. patch.Where(member => member.Value is not null)];
        foreach ((string name, JsonNode? value) in given)
            merged[name] = value!.DeepClone();
        EmulatorSettings next = Read<EmulatorSettings>(merged);
        if (next.Nonsense() is string nonsense)
            throw ControlException.BadRequest(nonsense);
        // A delay that is not changed goes on where it was in its series of times.
        return settings.Current = next with
        {
            TaskAnswerDelay = Array.Exists(given, member => member.Key == "taskAnswerDelay")
                ? next.TaskAnswerDelay
                : current.TaskAnswerDelay,
            RequestAnswerDelay = Array.Exists(given, member => member.Key == "requestAnswerDelay")
                ? next.RequestAnswerDelay
                : current.RequestAnswerDelay,
            StartDelay = Array.Exists(given, member => member.Key == "startDelay")
                ? next.StartDelay
                : current.StartDelay,
        };
    }

    private byte[] Generate(GenerateRequest request, bool isSummary) =>
        Report(tenants.Write, tenant => Reports.Of(Generator.Add(tenant, request, Now.UtcDateTime), isSummary));

    private object? Arm(Fault fault)
    {
        if (fault.Nonsense is string nonsense)
            throw ControlException.BadRequest(nonsense);
        return Do(() => faults.Arm(fault));
    }

    private object IssueToken(TokenOrder order, string host)
    {
        if (order.Scopes.Count == 0)
            tenants.Read(tenant => order.Roles ??= tenant.FindApp(order.AppId)?.Roles);
        return new
        {
            AccessToken = issuer.Issue(order, $"{host}/{order.TenantId ?? TokenIssuer.DefaultTenantId}/v2.0"),
            TokenType = "Bearer",
            ExpiresOn = Now.AddSeconds(order.LifetimeSeconds),
        };
    }

    private SeedApp Register(JsonObject registration)
    {
        registration["appId"] ??= Guid.NewGuid().ToString();
        registration["clientSecret"] ??= Guid.NewGuid().ToString("N");
        SeedApp seed = Read<SeedApp>(registration);
        try
        {
            App app = TenantBuilder.BuildApp(seed);
            tenants.Write(tenant =>
            {
                tenant.Apps.RemoveAll(each => each.AppId.Equals(app.AppId, StringComparison.OrdinalIgnoreCase));
                tenant.Apps.Add(app);
            });
            return seed;
        }
        catch (SeedException exception)
        {
            throw ControlException.BadRequest(exception.Message);
        }
    }

    private object? Fail(FailTaskRequest request) =>
        Do(() =>
            tenants.Write(tenant =>
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
                tasks.Fail(result, request.FailureReason, Now.UtcDateTime);
            })
        );
}
