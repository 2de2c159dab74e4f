using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Emulator.State;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>Exchanges what an app or a person has for a token.</summary>
internal sealed class TokenEndpoint(
    TenantStore tenants,
    TokenIssuer issuer,
    UserGrants grants,
    LiveSettings settings,
    TimeProvider clock
)
{
    private const string DefaultScope = "/.default";

    /// <summary>The scopes that are about the sign-in itself.</summary>
    private static readonly string[] SignInScopes = ["openid", "profile", "email", "offline_access"];

    /// <exception cref="SignInException">There is no token for that.</exception>
    public TokenResponse Issue(IFormCollection form, Authority authority) =>
        form["grant_type"].ToString() switch
        {
            "client_credentials" => IssueForApp(form, authority),
            "authorization_code" => IssueForUser(RedeemCode(form), form, authority),
            "refresh_token" => IssueForUser(
                grants.FindRefreshToken(form["refresh_token"].ToString())
                    ?? throw SignInException.InvalidGrant("The refresh token is not one of ours."),
                form,
                authority
            ),
            "device_code" or "urn:ietf:params:oauth:grant-type:device_code" => IssueForUser(
                RedeemDevice(form),
                form,
                authority
            ),
            string other => throw SignInException.UnknownGrant(other),
        };

    /// <exception cref="SignInException">There is no such app.</exception>
    public App FindApp(string? clientId, Authority authority)
    {
        App? app = null;
        tenants.Read(tenant => app = tenant.FindApp(clientId));
        return app ?? throw SignInException.UnknownApp(clientId, authority.TenantId);
    }

    /// <summary>The user with that name; without a name the one that the settings name, or the first.</summary>
    /// <exception cref="SignInException">There is no such user.</exception>
    public User FindUser(string? name)
    {
        string? wanted = string.IsNullOrEmpty(name) ? settings.Current.SignInUser : name;
        User? user = null;
        tenants.Read(tenant =>
            user = wanted is null
                ? tenant.Users.Values.FirstOrDefault()
                : tenant.FindUser(wanted)
                    ?? tenant.Users.Values.FirstOrDefault(each =>
                        wanted.Equals(each.UserPrincipalName, StringComparison.OrdinalIgnoreCase)
                    )
        );
        return user ?? throw SignInException.UnknownUser(wanted);
    }

    private TokenResponse IssueForApp(IFormCollection form, Authority authority)
    {
        App app = FindApp(form["client_id"], authority);
        ClientProof.Check(app, form, authority.Names, clock.GetUtcNow().UtcDateTime);
        TokenOrder order = new()
        {
            AppId = app.AppId,
            Roles = app.Roles,
            Audience = DefaultAudience(form["scope"]),
            TenantId = authority.TenantId,
        };
        return new("Bearer", order.LifetimeSeconds, order.LifetimeSeconds, issuer.Issue(order, authority.Issuer));
    }

    private TokenResponse IssueForUser(UserGrant grant, IFormCollection form, Authority authority)
    {
        App app = FindApp(form["client_id"], authority);
        if (
            !grant.ClientId.Equals(app.AppId, StringComparison.OrdinalIgnoreCase)
            || grant.TenantId != authority.TenantId
        )
            throw SignInException.InvalidGrant("The grant is for another application, or of another tenant.");
        string scope = form["scope"] is [{ Length: > 0 } narrower] ? narrower : grant.Scope;
        string[] resources = [.. scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(SignInScopes)];
        string audience = resources.Length == 0 ? TokenOrder.GraphAudience : Audience(resources[0]);
        string[] permissions =
        [
            .. resources
                .SelectMany(resource =>
                    resource.EndsWith(DefaultScope, StringComparison.Ordinal)
                        ? app.Roles
                        : [resource[(resource.LastIndexOf('/') + 1)..]]
                )
                .Distinct(),
        ];
        TokenOrder order = new()
        {
            AppId = app.AppId,
            Roles = [],
            Scopes = permissions,
            Audience = audience,
            TenantId = authority.TenantId,
            User = grant.User.UserPrincipalName ?? grant.User.Id,
        };
        return new("Bearer", order.LifetimeSeconds, order.LifetimeSeconds, issuer.Issue(order, authority.Issuer))
        {
            Scope = string.Join(' ', permissions.Select(permission => $"{audience}/{permission}")),
            RefreshToken = grants.AddRefreshToken(grant),
            IdToken = issuer.IssueIdToken(grant, authority.Issuer),
            ClientInfo = Base64Url.EncodeToString(
                Encoding.UTF8.GetBytes(
                    $$"""{"uid":"{{WithoutDots(grant.User.Id)}}","utid":"{{WithoutDots(grant.TenantId)}}"}"""
                )
            ),
        };
    }

    private UserGrant RedeemCode(IFormCollection form)
    {
        UserGrant grant =
            grants.TakeCode(form["code"].ToString())
            ?? throw SignInException.InvalidGrant("The code is unknown, was redeemed already, or has expired.");
        if (grant.RedirectUri != form["redirect_uri"])
            throw SignInException.InvalidGrant("The redirect address is not the one that the code was asked for with.");
        if (
            grant.CodeChallenge
            != Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())))
        )
            throw SignInException.WrongVerifier();
        return grant;
    }

    private UserGrant RedeemDevice(IFormCollection form)
    {
        string code = form["device_code"].ToString();
        DeviceGrant device =
            grants.FindDevice(code) ?? throw SignInException.InvalidGrant("The device code is unknown.");
        if (!grants.IsAlive(device.Grant) || settings.Current.SignInOutcome == SignInOutcome.Expired)
            throw SignInException.DeviceCodeExpired();
        if (device.CountPoll() <= settings.Current.DeviceCodePolls)
            throw SignInException.AuthorizationPending();
        grants.RemoveDevice(code);
        if (settings.Current.SignInOutcome == SignInOutcome.Declined)
            throw SignInException.AuthorizationDeclined();
        return device.Grant;
    }

    // MSAL joins the two by a dot, and takes them apart there: in the service both are plain ids.
    private static JsonEncodedText WithoutDots(string id) => JsonEncodedText.Encode(id.Replace('.', '-'));

    private static string DefaultAudience(string? scope)
    {
        if (scope is null || !scope.EndsWith(DefaultScope, StringComparison.Ordinal))
            throw SignInException.InvalidScope(scope);
        return scope[..^DefaultScope.Length];
    }

    private static string Audience(string resource) =>
        resource.LastIndexOf('/') is > 0 and int slash ? resource[..slash] : TokenOrder.GraphAudience;
}
