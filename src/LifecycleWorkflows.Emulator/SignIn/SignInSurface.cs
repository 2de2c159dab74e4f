using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The authority: what an app needs to sign in with its own credentials, below /{tenant}/.</summary>
internal sealed class SignInSurface
{
    private const string DefaultScope = "/.default";

    private readonly TenantStore _tenants;
    private readonly TokenIssuer _issuer;
    private readonly TokenSigner _signer;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Func<HttpContext, string, Task>> _routes;

    public SignInSurface(TenantStore tenants, TokenIssuer issuer, TokenSigner signer, TimeProvider clock)
    {
        (_tenants, _issuer, _signer, _clock) = (tenants, issuer, signer, clock);
        _routes = new(StringComparer.Ordinal)
        {
            ["POST /oauth2/v2.0/token"] = IssueAsync,
            ["GET /v2.0/.well-known/openid-configuration"] = DiscoverAsync,
            ["GET /discovery/v2.0/keys"] = ShowKeysAsync,
        };
    }

    /// <summary>Serves the request if its path is one of the authority's.</summary>
    public Task? TryServe(HttpContext context, RequestTarget target) =>
        _routes.TryGetValue($"{context.Request.Method} {target.WithoutFirstSegment().Path}", out Func<HttpContext, string, Task>? serve)
            ? serve(context, Uri.UnescapeDataString(target.FirstSegment))
            : null;

    private async Task IssueAsync(HttpContext context, string tenantId)
    {
        try
        {
            IFormCollection form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
            if (form["grant_type"] != "client_credentials")
                throw SignInException.UnknownGrant(form["grant_type"]);
            App app = Authenticate(form, tenantId);
            TokenOrder order = new() { AppId = app.AppId, Roles = app.Roles, Audience = Audience(form["scope"]), TenantId = tenantId };
            context.Response.Headers.CacheControl = "no-store, no-cache";
            await WriteAsync(context, new("Bearer", order.LifetimeSeconds, order.LifetimeSeconds, _issuer.Issue(order, Issuer(context, tenantId))), SignInJsonContext.Default.TokenResponse);
        }
        catch (SignInException refusal)
        {
            context.Response.StatusCode = refusal.Status;
            string trace = Guid.NewGuid().ToString();
            string time = _clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
            SignInError error = new(refusal.Error, $"{refusal.Message} Trace ID: {trace} Correlation ID: {trace} Timestamp: {time}", [refusal.Code], time, trace, trace);
            await WriteAsync(context, error, SignInJsonContext.Default.SignInError);
        }
    }

    private App Authenticate(IFormCollection form, string tenantId)
    {
        string? clientId = form["client_id"];
        App? app = null;
        _tenants.Read(tenant => app = tenant.Apps.Find(each => each.AppId.Equals(clientId, StringComparison.OrdinalIgnoreCase)));
        if (app is null)
            throw SignInException.UnknownApp(clientId, tenantId);
        // Assumption: an assertion of a known app is believed, since the emulator knows no certificates.
        if (form.ContainsKey("client_assertion"))
            return app;
        if (!form.ContainsKey("client_secret"))
            throw SignInException.NoCredential();
        return app.ClientSecret is null || form["client_secret"] == app.ClientSecret ? app : throw SignInException.WrongSecret(app.AppId);
    }

    private static string Audience(string? scope) => scope is not null && scope.EndsWith(DefaultScope, StringComparison.Ordinal)
        ? scope[..^DefaultScope.Length]
        : throw SignInException.InvalidScope(scope);

    private static string Authority(HttpContext context, string tenantId) =>
        $"{context.Request.Scheme}://{context.Request.Host}/{Uri.EscapeDataString(tenantId)}";

    private static string Issuer(HttpContext context, string tenantId) => $"{Authority(context, tenantId)}/v2.0";

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);

    private Task DiscoverAsync(HttpContext context, string tenantId)
    {
        string authority = Authority(context, tenantId);
        OpenIdConfiguration configuration = new(
            Issuer(context, tenantId),
            $"{authority}/oauth2/v2.0/authorize",
            $"{authority}/oauth2/v2.0/token",
            $"{authority}/discovery/v2.0/keys",
            ["client_secret_post", "private_key_jwt"],
            ["code"],
            ["pairwise"],
            ["RS256"]);
        return WriteAsync(context, configuration, SignInJsonContext.Default.OpenIdConfiguration);
    }

    private Task ShowKeysAsync(HttpContext context, string tenantId)
    {
        RSAParameters key = _signer.PublicKey;
        KeySet keys = new([new("RSA", "sig", "RS256", _signer.KeyId, Base64Url.EncodeToString(key.Modulus), Base64Url.EncodeToString(key.Exponent))]);
        return WriteAsync(context, keys, SignInJsonContext.Default.KeySet);
    }
}
