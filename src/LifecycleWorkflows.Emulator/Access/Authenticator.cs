using LifecycleWorkflows.Emulator.Protocol;
using Microsoft.IdentityModel.JsonWebTokens;

namespace LifecycleWorkflows.Emulator.Access;

/// <summary>Tells from the token of a request who sends it.</summary>
internal sealed class Authenticator(TokenSigner signer, LiveSettings settings)
{
    private const string Scheme = "Bearer ";
    private static readonly string[] GraphAudiences =
    [
        "https://graph.microsoft.com",
        "00000003-0000-0000-c000-000000000000",
    ];

    public static string? BearerToken(string? authorization) =>
        authorization is not null
        && authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && authorization[Scheme.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;

    public Caller Authenticate(GraphRequest request)
    {
        string text =
            BearerToken(request.Authorization) ?? throw GraphException.Unauthenticated("Access token is empty.");
        // A convenience of ours: any word will do for first steps, unless the settings want real tokens.
        if (!Tokens.IsMeantBy(text) && !settings.Current.RequireJwt)
            return Caller.Unrestricted;

        JsonWebToken token =
            Tokens.Read(text)
            ?? throw GraphException.Unauthenticated("CompactToken parsing failed with error code: 80049217");
        if (!signer.Recognises(token))
            throw GraphException.Unauthenticated("Access token validation failure. Invalid signature.");
        if (!IsAudience(token.Text("aud"), request))
            throw GraphException.Unauthenticated("Access token validation failure. Invalid audience.");
        if (token.Expires <= request.Now)
            throw GraphException.Unauthenticated("Lifetime validation failed, the token is expired.");
        if (token.ValidFrom > request.Now)
            throw GraphException.Unauthenticated("Lifetime validation failed, the token is not yet valid.");
        return new(token.Text("appid"), token.Permissions.ToHashSet(StringComparer.Ordinal), token.Text("upn"));
    }

    private static bool IsAudience(string? audience, GraphRequest request)
    {
        string own = request.ServiceRoot[..request.ServiceRoot.LastIndexOf('/')];
        return audience?.TrimEnd('/') is string named
            && (
                GraphAudiences.Contains(named, StringComparer.OrdinalIgnoreCase)
                || named.Equals(own, StringComparison.OrdinalIgnoreCase)
            );
    }
}
