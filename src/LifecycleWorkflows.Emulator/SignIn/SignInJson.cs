using System.Text.Json;
using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>How the authority writes.</summary>
internal static class SignInJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Task WriteAsync(HttpContext context, object value) =>
        context.Response.WriteAsJsonAsync(value, Options, context.RequestAborted);
}

/// <summary>
/// A token. What only persons have is missing in an answer to an app: MSAL would take it for a person's.
/// </summary>
internal sealed record TokenResponse(string TokenType, int ExpiresIn, int ExtExpiresIn, string AccessToken)
{
    public string? Scope { get; init; }
    public string? RefreshToken { get; init; }
    public string? IdToken { get; init; }
    public string? ClientInfo { get; init; }
}
