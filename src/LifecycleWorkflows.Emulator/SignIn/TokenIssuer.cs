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
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("aud", order.Audience);
            writer.WriteString("iss", issuer);
            writer.WriteNumber("iat", issued);
            writer.WriteNumber("nbf", order.NotBeforeSeconds == 0 ? issued : now + order.NotBeforeSeconds);
            writer.WriteNumber("exp", expires);
            writer.WriteString("appid", order.AppId ?? Guid.Empty.ToString());
            writer.WriteString("tid", order.TenantId ?? DefaultTenantId);
            writer.WriteString("ver", "1.0");
            WritePermissions(writer, order);
            writer.WriteEndObject();
        }
        return signer.Sign(buffer.ToArray());
    }

    /// <summary>Who has signed in, for the app that asked.</summary>
    public string IssueIdToken(UserGrant grant, string issuer)
    {
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("aud", grant.ClientId);
            writer.WriteString("iss", issuer);
            writer.WriteNumber("iat", now);
            writer.WriteNumber("nbf", now);
            writer.WriteNumber("exp", now + TokenOrder.DefaultLifetimeSeconds);
            writer.WriteString("sub", grant.User.Id);
            writer.WriteString("oid", grant.User.Id);
            writer.WriteString("tid", grant.TenantId);
            writer.WriteString("name", grant.User.DisplayName);
            writer.WriteString("preferred_username", grant.User.UserPrincipalName);
            if (grant.Nonce is not null)
                writer.WriteString("nonce", grant.Nonce);
            writer.WriteString("ver", "2.0");
            writer.WriteEndObject();
        }
        return signer.Sign(buffer.ToArray());
    }

    private static void WritePermissions(Utf8JsonWriter writer, TokenOrder order)
    {
        bool isDelegated = order.Scopes.Count > 0 || order.User is not null;
        writer.WriteString("idtyp", isDelegated ? "user" : "app");
        if (isDelegated)
        {
            writer.WriteString("scp", string.Join(' ', order.Scopes));
            writer.WriteString("upn", order.User ?? "user@contoso.com");
        }
        if (order.Roles is { Count: > 0 } roles)
        {
            writer.WriteStartArray("roles");
            foreach (string role in roles)
                writer.WriteStringValue(role);
            writer.WriteEndArray();
        }
    }
}
