using System.Globalization;
using System.Security.Cryptography;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>
/// What a machine or a service offers to the code that runs on it: tokens of its own identity, asked for in four ways.
/// </summary>
internal sealed class ManagedIdentities
{
    private const string InstanceMetadata = "/metadata/identity/oauth2/token";
    private const string AppService = "/app-service/token";
    private const string Arc = "/arc/metadata/identity/oauth2/token";
    private const string ServiceFabric = "/service-fabric/token";

    private readonly TenantStore _tenants;
    private readonly TokenIssuer _issuer;
    private readonly SignInLog _log;
    private readonly TimeProvider _clock;
    private readonly ArcChallenge _arc;
    private readonly string _header = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly Dictionary<string, Func<HttpRequest, bool>> _proofs;

    public ManagedIdentities(
        TenantStore tenants,
        TokenIssuer issuer,
        SignInLog log,
        ArcChallenge arc,
        TimeProvider clock
    )
    {
        (_tenants, _issuer, _log, _arc, _clock) = (tenants, issuer, log, arc, clock);
        _proofs = new(StringComparer.Ordinal)
        {
            [InstanceMetadata] = IsLocal,
            [AppService] = request => request.Headers["X-IDENTITY-HEADER"] == _header,
            [Arc] = request => IsLocal(request) && _arc.IsMet(request.Headers.Authorization),
            [ServiceFabric] = request => request.Headers["Secret"] == _header,
        };
    }

    /// <summary>The variables by which code finds each of the four.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Variables(
        string host,
        string? thumbprint
    ) =>
        new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["appService"] = new Dictionary<string, string>
            {
                ["IDENTITY_ENDPOINT"] = host + AppService,
                ["IDENTITY_HEADER"] = _header,
            },
            ["instanceMetadata"] = new Dictionary<string, string> { ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = host },
            ["azureArc"] = new Dictionary<string, string>
            {
                ["IDENTITY_ENDPOINT"] = host + Arc,
                ["IMDS_ENDPOINT"] = host,
            },
            ["serviceFabric"] = new Dictionary<string, string>
            {
                ["IDENTITY_ENDPOINT"] = host + ServiceFabric,
                ["IDENTITY_HEADER"] = _header,
                ["IDENTITY_SERVER_THUMBPRINT"] = thumbprint ?? "",
            },
        };

    /// <summary>Serves the request if its path is one of these.</summary>
    public Task? TryServe(HttpContext context, RequestTarget target) =>
        context.Request.Method == HttpMethods.Get
        && _proofs.TryGetValue(target.Path, out Func<HttpRequest, bool>? proof)
            ? ServeAsync(context, target.Path, proof)
            : null;

    private static bool IsLocal(HttpRequest request) => request.Headers["Metadata"] == "true";

    private async Task ServeAsync(HttpContext context, string path, Func<HttpRequest, bool> proof)
    {
        IQueryCollection query = context.Request.Query;
        string? error =
            !proof(context.Request) ? "unauthorized_client"
            : query["resource"] is not [{ Length: > 0 }] ? "invalid_resource"
            : null;
        App? app = error is null ? Find(query) : null;
        error ??= app is null ? "invalid_request" : null;
        _log.Add(new(path, null, null, app?.AppId, error));
        if (app is not null)
        {
            await context.Response.WriteAsJsonAsync(
                Issue(app, query["resource"].ToString(), context),
                SignInJsonContext.Default.ManagedIdentityToken,
                cancellationToken: context.RequestAborted
            );
            return;
        }
        context.Response.StatusCode =
            error == "unauthorized_client" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        if (path == Arc && IsLocal(context.Request) && error == "unauthorized_client")
            context.Response.Headers.WWWAuthenticate = $"Basic realm={_arc.Write()}";
        string description =
            error == "invalid_request"
                ? "Identity not found"
                : "The request lacks what proves that it comes from here, or a resource.";
        await context.Response.WriteAsJsonAsync(
            new(error!, description),
            SignInJsonContext.Default.ManagedIdentityError,
            cancellationToken: context.RequestAborted
        );
    }

    private ManagedIdentityToken Issue(App app, string resource, HttpContext context)
    {
        TokenOrder order = new()
        {
            AppId = app.AppId,
            Roles = app.Roles,
            Audience = resource,
        };
        string expires = _clock
            .GetUtcNow()
            .AddSeconds(order.LifetimeSeconds)
            .ToUnixTimeSeconds()
            .ToString(CultureInfo.InvariantCulture);
        return new(
            _issuer.Issue(order, Authority.Of(context, TokenIssuer.DefaultTenantId).Issuer),
            expires,
            resource,
            "Bearer",
            app.AppId
        );
    }

    /// <summary>The identity that the request names, or that of the machine or service itself.</summary>
    private App? Find(IQueryCollection query)
    {
        string? clientId = query["client_id"],
            objectId = (string?)query["object_id"] ?? query["principal_id"],
            resourceId = (string?)query["mi_res_id"] ?? query["msi_res_id"];
        App? found = null;
        _tenants.Read(tenant =>
            found = tenant.Apps.Find(app =>
                app.IsManagedIdentity
                && (clientId ?? objectId ?? resourceId) switch
                {
                    null => app.ResourceId is null,
                    string name => name.Equals(
                        clientId is not null ? app.AppId
                            : objectId is not null ? app.ObjectId
                            : app.ResourceId,
                        StringComparison.OrdinalIgnoreCase
                    ),
                }
            )
        );
        return found;
    }
}
