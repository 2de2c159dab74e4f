using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The authority: what apps and persons need to sign in, below /{tenant}/.</summary>
internal sealed class SignInSurface
{
    private readonly TokenEndpoint _tokens;
    private readonly AuthorizePage _page;
    private readonly UserGrants _grants;
    private readonly TokenSigner _signer;
    private readonly SignInLog _log;
    private readonly TimeProvider _clock;
    private readonly Dictionary<string, Func<HttpContext, Authority, Task>> _routes;

    public SignInSurface(
        TokenEndpoint tokens,
        UserGrants grants,
        AuthorizePage page,
        TokenSigner signer,
        SignInLog log,
        TimeProvider clock
    )
    {
        (_tokens, _grants, _page, _signer, _log, _clock) = (tokens, grants, page, signer, log, clock);
        _routes = new(StringComparer.Ordinal)
        {
            ["POST /oauth2/v2.0/token"] = IssueAsync,
            ["POST /oauth2/v2.0/devicecode"] = StartDeviceAsync,
            ["GET /oauth2/v2.0/authorize"] = _page.ServeAsync,
            ["GET /v2.0/.well-known/openid-configuration"] = DiscoverAsync,
            ["GET /discovery/v2.0/keys"] = ShowKeysAsync,
            ["GET /discovery/instance"] = DiscoverInstanceAsync,
        };
    }

    /// <summary>Serves the request if its path is one of the authority's.</summary>
    public Task? TryServe(HttpContext context, RequestTarget target)
    {
        RequestTarget below = target.WithoutFirstSegment();
        return _routes.TryGetValue(
            $"{context.Request.Method} {below.Path}",
            out Func<HttpContext, Authority, Task>? serve
        )
            ? ServeAsync(context, Authority.Of(context, Uri.UnescapeDataString(target.FirstSegment)), below.Path, serve)
            : null;
    }

    private async Task ServeAsync(
        HttpContext context,
        Authority authority,
        string path,
        Func<HttpContext, Authority, Task> serve
    )
    {
        string? error = null;
        try
        {
            await serve(context, authority);
        }
        catch (SignInException refusal)
        {
            error = refusal.Error;
            await RefuseAsync(context, refusal);
        }
        IFormCollection form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;
        _log.Add(
            new(
                path,
                authority.TenantId,
                form["grant_type"],
                (string?)form["client_id"] ?? context.Request.Query["client_id"],
                error
            )
        );
    }

    private Task RefuseAsync(HttpContext context, SignInException refusal)
    {
        context.Response.StatusCode = refusal.Status;
        string trace = Guid.NewGuid().ToString();
        string time = _clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        SignInError error = new(
            refusal.Error,
            $"{refusal.Message} Trace ID: {trace} Correlation ID: {trace} Timestamp: {time}",
            [refusal.Code],
            time,
            trace,
            trace
        );
        return WriteAsync(context, error, SignInJsonContext.Default.SignInError);
    }

    private async Task IssueAsync(HttpContext context, Authority authority)
    {
        TokenResponse response = _tokens.Issue(await ReadFormAsync(context), authority);
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await WriteAsync(context, response, SignInJsonContext.Default.TokenResponse);
    }

    private async Task StartDeviceAsync(HttpContext context, Authority authority)
    {
        IFormCollection form = await ReadFormAsync(context);
        string clientId = _tokens.FindApp(form["client_id"], authority).AppId;
        string code = _grants.AddDevice(
            new(clientId, authority.TenantId, _tokens.FindUser(null), form["scope"].ToString())
        );
        string userCode = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 9),
            page = $"{authority.Host}/devicelogin";
        await WriteAsync(
            context,
            new(
                userCode,
                code,
                page,
                (int)UserGrants.DeviceCodeLife.TotalSeconds,
                1,
                $"To sign in, use a web browser to open the page {page} and enter the code {userCode} to authenticate."
            ),
            SignInJsonContext.Default.DeviceCode
        );
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context) =>
        context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type) =>
        context.Response.WriteAsJsonAsync(value, type, cancellationToken: context.RequestAborted);

    private Task DiscoverAsync(HttpContext context, Authority authority) =>
        WriteAsync(
            context,
            new(
                authority.Issuer,
                $"{authority.Root}/oauth2/v2.0/authorize",
                authority.TokenEndpoint,
                $"{authority.Root}/oauth2/v2.0/devicecode",
                $"{authority.Root}/discovery/v2.0/keys",
                ["client_secret_post", "private_key_jwt"],
                ["code"],
                ["query", "form_post"],
                ["pairwise"],
                ["RS256"]
            ),
            SignInJsonContext.Default.OpenIdConfiguration
        );

    private Task DiscoverInstanceAsync(HttpContext context, Authority authority)
    {
        string host = context.Request.Host.ToString();
        return WriteAsync(
            context,
            new($"{authority.Issuer}/.well-known/openid-configuration", "1.1", [new(host, host, [host])]),
            SignInJsonContext.Default.InstanceDiscovery
        );
    }

    private Task ShowKeysAsync(HttpContext context, Authority authority)
    {
        RSAParameters key = _signer.PublicKey;
        KeySet keys = new([
            new(
                "RSA",
                "sig",
                "RS256",
                _signer.KeyId,
                Base64Url.EncodeToString(key.Modulus),
                Base64Url.EncodeToString(key.Exponent)
            ),
        ]);
        return WriteAsync(context, keys, SignInJsonContext.Default.KeySet);
    }
}
