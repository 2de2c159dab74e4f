using System.Globalization;
using System.Security.Cryptography;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>
/// What a machine or a service offers to the code that runs on it: tokens of its own identity, asked for in four ways.
/// </summary>
internal sealed class ManagedIdentities(
    TenantStore tenants,
    TokenIssuer issuer,
    SignInLog log,
    ArcChallenge arc,
    TimeProvider clock
)
{
    private const string InstanceMetadata = "/metadata/identity/oauth2/token";
    private const string AppService = "/app-service/token";
    private const string Arc = "/arc/metadata/identity/oauth2/token";
    private const string ServiceFabric = "/service-fabric/token";

    private readonly string _header = RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>The variables by which code finds each of the four.</summary>
    public object Variables(string host, string? thumbprint) =>
        new Dictionary<string, Dictionary<string, string>>
        {
            ["appService"] = new() { ["IDENTITY_ENDPOINT"] = host + AppService, ["IDENTITY_HEADER"] = _header },
            ["instanceMetadata"] = new() { ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = host },
            ["azureArc"] = new() { ["IDENTITY_ENDPOINT"] = host + Arc, ["IMDS_ENDPOINT"] = host },
            ["serviceFabric"] = new()
            {
                ["IDENTITY_ENDPOINT"] = host + ServiceFabric,
                ["IDENTITY_HEADER"] = _header,
                ["IDENTITY_SERVER_THUMBPRINT"] = thumbprint ?? "",
            },
        };

    /// <summary>Serves the request if its path is one of these.</summary>
    public Task? TryServe(HttpContext context, RequestTarget target) =>
        context.Request.Method == HttpMethods.Get
        && target.Path is InstanceMetadata or AppService or Arc or ServiceFabric
            ? ServeAsync(context, target.Path)
            : null;

    /// <summary>Whether the request has what only those have who may ask.</summary>
    private bool IsProven(HttpRequest request, string path) =>
        path switch
        {
            InstanceMetadata => IsLocal(request),
            AppService => request.Headers["X-IDENTITY-HEADER"] == _header,
            Arc => IsLocal(request) && arc.IsMet(request.Headers.Authorization),
            _ => request.Headers["Secret"] == _header,
        };

    private static bool IsLocal(HttpRequest request) => request.Headers["Metadata"] == "true";

    private async Task ServeAsync(HttpContext context, string path)
    {
        IQueryCollection query = context.Request.Query;
        string? error =
            !IsProven(context.Request, path) ? "unauthorized_client"
            : query["resource"] is not [{ Length: > 0 }] ? "invalid_resource"
            : null;
        App? app = error is null ? Find(query) : null;
        error ??= app is null ? "invalid_request" : null;
        log.Add(new(path, null, null, app?.AppId, error));
        if (app is not null)
        {
            await SignInJson.WriteAsync(context, Issue(app, query["resource"].ToString(), context));
            return;
        }
        context.Response.StatusCode =
            error == "unauthorized_client" ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        if (path == Arc && IsLocal(context.Request) && error == "unauthorized_client")
            context.Response.Headers.WWWAuthenticate = $"Basic realm={arc.Write()}";
        string description =
            error == "invalid_request"
                ? "Identity not found"
                : "The request lacks what proves that it comes from here, or a resource.";
        await SignInJson.WriteAsync(context, new { Error = error, ErrorDescription = description });
    }

    private object Issue(App app, string resource, HttpContext context)
    {
        TokenOrder order = new()
        {
            AppId = app.AppId,
            Roles = app.Roles,
            Audience = resource,
        };
        long expires = clock.GetUtcNow().AddSeconds(order.LifetimeSeconds).ToUnixTimeSeconds();
        return new
        {
            AccessToken = issuer.Issue(order, Authority.Of(context, TokenIssuer.DefaultTenantId).Issuer),
            ExpiresOn = expires.ToString(CultureInfo.InvariantCulture),
            Resource = resource,
            TokenType = "Bearer",
            ClientId = app.AppId,
        };
    }

    /// <summary>The identity that the request names, or that of the machine or service itself.</summary>
    private App? Find(IQueryCollection query)
    {
        string? clientId = query["client_id"],
            objectId = (string?)query["object_id"] ?? query["principal_id"],
            resourceId = (string?)query["mi_res_id"] ?? query["msi_res_id"];
        App? found = null;
        tenants.Read(tenant =>
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
