using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using LifecycleWorkflows.Emulator.Access;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>The authority: what apps and persons need to sign in, below /{tenant}/.</summary>
internal sealed class SignInSurface(
    TokenEndpoint tokens,
    UserGrants grants,
    AuthorizePage page,
    TokenSigner signer,
    SignInLog log,
    TimeProvider clock
)
{
    /// <summary>Serves the request if its path is one of the authority's.</summary>
    public Task? TryServe(HttpContext context, RequestTarget target)
    {
        string path = target.WithoutFirstSegment().Path;
        Func<HttpContext, Authority, Task>? serve = $"{context.Request.Method} {path}" switch
        {
            "POST /oauth2/v2.0/token" => IssueAsync,
            "POST /oauth2/v2.0/devicecode" => StartDeviceAsync,
            "GET /oauth2/v2.0/authorize" => page.ServeAsync,
            "GET /v2.0/.well-known/openid-configuration" => DiscoverAsync,
            "GET /discovery/v2.0/keys" => ShowKeysAsync,
            "GET /discovery/instance" => DiscoverInstanceAsync,
            _ => null,
        };
        return serve is null
            ? null
            : ServeAsync(context, Authority.Of(context, Uri.UnescapeDataString(target.FirstSegment)), path, serve);
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
        IFormCollection form = await ReadFormAsync(context);
        log.Add(
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
        string time = clock.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ssZ", CultureInfo.InvariantCulture);
        return SignInJson.WriteAsync(
            context,
            new
            {
                refusal.Error,
                ErrorDescription = $"{refusal.Message} Trace ID: {trace} Correlation ID: {trace} Timestamp: {time}",
                ErrorCodes = new[] { refusal.Code },
                Timestamp = time,
                TraceId = trace,
                CorrelationId = trace,
            }
        );
    }

    private async Task IssueAsync(HttpContext context, Authority authority)
    {
        TokenResponse response = tokens.Issue(await ReadFormAsync(context), authority);
        context.Response.Headers.CacheControl = "no-store, no-cache";
        await SignInJson.WriteAsync(context, response);
    }

    private async Task StartDeviceAsync(HttpContext context, Authority authority)
    {
        IFormCollection form = await ReadFormAsync(context);
        string clientId = tokens.FindApp(form["client_id"], authority).AppId;
        string code = grants.AddDevice(
            new(clientId, authority.TenantId, tokens.FindUser(null), form["scope"].ToString())
        );
        string userCode = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 9),
            verification = $"{authority.Host}/devicelogin";
        await SignInJson.WriteAsync(
            context,
            new
            {
                UserCode = userCode,
                DeviceCode = code,
                VerificationUri = verification,
                ExpiresIn = (int)UserGrants.DeviceCodeLife.TotalSeconds,
                Interval = 1,
                Message = $"To sign in, use a web browser to open the page {verification} and enter the code {userCode} to authenticate.",
            }
        );
    }

    private static async Task<IFormCollection> ReadFormAsync(HttpContext context) =>
        context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted)
            : FormCollection.Empty;

    private static Task DiscoverAsync(HttpContext context, Authority authority) =>
        SignInJson.WriteAsync(
            context,
            new
            {
                authority.Issuer,
                AuthorizationEndpoint = $"{authority.Root}/oauth2/v2.0/authorize",
                authority.TokenEndpoint,
                DeviceAuthorizationEndpoint = $"{authority.Root}/oauth2/v2.0/devicecode",
                JwksUri = $"{authority.Root}/discovery/v2.0/keys",
                TokenEndpointAuthMethodsSupported = List("client_secret_post", "private_key_jwt"),
                ResponseTypesSupported = List("code"),
                ResponseModesSupported = List("query", "form_post"),
                SubjectTypesSupported = List("pairwise"),
                IdTokenSigningAlgValuesSupported = List("RS256"),
            }
        );

    private static Task DiscoverInstanceAsync(HttpContext context, Authority authority)
    {
        string host = context.Request.Host.ToString();
        return SignInJson.WriteAsync(
            context,
            new Dictionary<string, object>
            {
                ["tenant_discovery_endpoint"] = $"{authority.Issuer}/.well-known/openid-configuration",
                ["api-version"] = "1.1",
                ["metadata"] = new[]
                {
                    new
                    {
                        PreferredNetwork = host,
                        PreferredCache = host,
                        Aliases = new[] { host },
                    },
                },
            }
        );
    }

    private Task ShowKeysAsync(HttpContext context, Authority authority)
    {
        RSAParameters key = signer.PublicKey;
        var shown = new
        {
            Kty = "RSA",
            Use = "sig",
            Alg = "RS256",
            Kid = signer.KeyId,
            N = Base64Url.EncodeToString(key.Modulus),
            E = Base64Url.EncodeToString(key.Exponent),
        };
        return SignInJson.WriteAsync(context, new { Keys = new[] { shown } });
    }

    private static string[] List(params string[] values) => values;
}
