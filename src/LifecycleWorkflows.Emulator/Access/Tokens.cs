using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>Tokens as the identity library reads and checks them.</summary>
internal static class Tokens
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    // A brace before a quotation mark or a space, and before the end of a line.
    private static readonly string[] Openings = ["ey", "ew"];

    /// <summary>Whether the text wants to be a token: three parts, of which the first begins a JSON object.</summary>
    public static bool IsMeantBy(string text) =>
        Openings.Any(opening => text.StartsWith(opening, StringComparison.Ordinal)) && text.AsSpan().Count('.') == 2;

    /// <summary>Takes a token apart, without believing it; null when the text only looks like one.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            return IsMeantBy(text) ? Handler.ReadJsonWebToken(text) : null;
        }
        catch (Exception exception) when (exception is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    /// <summary>The token whose payload is this JSON object.</summary>
    public static string Sign(string claims, SigningCredentials credentials) =>
        Handler.CreateToken(claims, credentials);

    extension(JsonWebToken token)
    {
        public string? Text(string claim) =>
            token.TryGetPayloadValue(claim, out object? value) ? value as string : null;

        /// <summary>The delegated permissions, separated by spaces, and the application's, in an array.</summary>
        public IEnumerable<string> Permissions =>
            (token.Text("scp")?.Split(' ') ?? []).Concat(
                token.TryGetPayloadValue("roles", out string[]? roles) ? roles! : []
            );

        // What is beyond all times the library takes for the last one: a token must not live for ever by that.
        public DateTime Expires => token.ValidTo < DateTime.MaxValue.Date ? token.ValidTo : DateTime.MinValue;

        // Times are checked elsewhere: by the clock of the tenant, and with a reason.
        public bool IsSignedWith(SecurityKey key) =>
            Handler
                .ValidateTokenAsync(
                    token.EncodedToken,
                    new()
                    {
                        IssuerSigningKey = key,
                        ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256],
                        ValidateAudience = false,
                        ValidateIssuer = false,
                        ValidateLifetime = false,
                    }
                )
                .GetAwaiter()
                .GetResult()
                .IsValid;
    }
}
