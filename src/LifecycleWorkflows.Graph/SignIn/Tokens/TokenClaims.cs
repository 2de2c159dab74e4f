using System.Text.Json;

namespace LifecycleWorkflows.Graph.SignIn.Tokens;

/// <summary>
/// The permissions in a token. Tokens for Microsoft Graph aren't guaranteed to be readable; if they aren't, there are
/// no claims.
/// </summary>
/// <param name="Kind">Delegated, Application, or Unknown.</param>
/// <param name="Permissions">The scopes or roles.</param>
/// <param name="ExpiresOn">The date and time when the token expires.</param>
/// <param name="TenantId">The tenant of the token.</param>
internal sealed record TokenClaims(
    string Kind,
    IReadOnlyList<string> Permissions,
    DateTimeOffset? ExpiresOn,
    string? TenantId = null
)
{
    public const string Delegated = "Delegated";
    public const string Application = "Application";

    private static readonly TokenClaims Unreadable = new("Unknown", [], null);

    private static readonly string[] NoPermissions = ["openid", "profile", "email", "offline_access"];

    public bool IsReadable => !ReferenceEquals(this, Unreadable);

    public static TokenClaims Of(string token)
    {
        string[] parts = token.Split('.');
        if (parts.Length != 3)
            return Unreadable;
        try
        {
            using JsonDocument payload = JsonDocument.Parse(Decode(parts[1]));
            return Of(payload.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return Unreadable;
        }
    }

    private static TokenClaims Of(JsonElement claims)
    {
        DateTimeOffset? expiresOn =
            claims.TryGetProperty("exp", out JsonElement exp) && exp.TryGetInt64(out long seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        string? tenant = claims.TryGetProperty("tid", out JsonElement tid) ? tid.GetString() : null;
        if (claims.TryGetProperty("scp", out JsonElement scopes))
            return new(
                Delegated,
                [.. scopes.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(NoPermissions)],
                expiresOn,
                tenant
            );
        return new(
            Application,
            claims.TryGetProperty("roles", out JsonElement roles)
                ? [.. roles.EnumerateArray().Select(role => role.GetString()!)]
                : [],
            expiresOn,
            tenant
        );
    }

    private static byte[] Decode(string part) =>
        Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/').PadRight((part.Length + 3) / 4 * 4, '='));
}
