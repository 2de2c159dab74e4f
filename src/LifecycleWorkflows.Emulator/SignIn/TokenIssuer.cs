using System.Text.Json;
using LifecycleWorkflows.Emulator.Access;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>Makes access tokens that look like those of Microsoft Graph.</summary>
internal sealed class TokenIssuer(TokenSigner signer, TimeProvider clock)
{
    public const string DefaultTenantId = "5c7cfc4c-0000-4000-8000-00000000c0de";

    public string Issue(TokenOrder order, string issuer)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        long expires = now + order.LifetimeSeconds;
        // What has expired must have begun before it ended.
        long issued = Math.Min(now, expires - TokenOrder.DefaultLifetimeSeconds);
        bool isDelegated = order.Scopes.Count > 0 || order.User is not null;
        return Sign(
            new()
            {
                ["aud"] = order.Audience,
                ["iss"] = issuer,
                ["iat"] = issued,
                ["nbf"] = order.NotBeforeSeconds == 0 ? issued : now + order.NotBeforeSeconds,
                ["exp"] = expires,
                ["appid"] = order.AppId ?? Guid.Empty.ToString(),
                ["tid"] = order.TenantId ?? DefaultTenantId,
                ["ver"] = "1.0",
                ["idtyp"] = isDelegated ? "user" : "app",
                ["scp"] = isDelegated ? string.Join(' ', order.Scopes) : null,
                ["upn"] = isDelegated ? order.User ?? "user@contoso.com" : null,
                ["roles"] = order.Roles is { Count: > 0 } roles ? roles : null,
            }
        );
    }

    /// <summary>Who has signed in, for the app that asked.</summary>
    public string IssueIdToken(UserGrant grant, string issuer)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return Sign(
            new()
            {
                ["aud"] = grant.ClientId,
                ["iss"] = issuer,
                ["iat"] = now,
                ["nbf"] = now,
                ["exp"] = now + TokenOrder.DefaultLifetimeSeconds,
                ["sub"] = grant.User.Id,
                ["oid"] = grant.User.Id,
                ["tid"] = grant.TenantId,
                ["name"] = grant.User.DisplayName,
                ["preferred_username"] = grant.User.UserPrincipalName,
                ["nonce"] = grant.Nonce,
                ["ver"] = "2.0",
            }
        );
    }

    /// <summary>What is null is no claim.</summary>
    private string Sign(Dictionary<string, object?> claims) =>
        signer.Sign(JsonSerializer.Serialize(claims.Where(claim => claim.Value is not null).ToDictionary()));
}
