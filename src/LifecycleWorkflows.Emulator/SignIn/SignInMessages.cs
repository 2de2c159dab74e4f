using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>An answer to client credentials. With client_info or id_token MSAL would take it for a user's.</summary>
internal sealed record TokenResponse(string TokenType, int ExpiresIn, int ExtExpiresIn, string AccessToken);

internal sealed record SignInError(
    string Error, string ErrorDescription, IReadOnlyList<int> ErrorCodes, string Timestamp, string TraceId, string CorrelationId);

/// <summary>What a client discovers about the authority.</summary>
internal sealed record OpenIdConfiguration(
    string Issuer,
    string AuthorizationEndpoint,
    string TokenEndpoint,
    string JwksUri,
    IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    IReadOnlyList<string> ResponseTypesSupported,
    IReadOnlyList<string> SubjectTypesSupported,
    IReadOnlyList<string> IdTokenSigningAlgValuesSupported);

internal sealed record KeySet(IReadOnlyList<Key> Keys);

/// <summary>A public key as JSON Web Key has it.</summary>
internal sealed record Key(string Kty, string Use, string Alg, string Kid, string N, string E);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(SignInError))]
[JsonSerializable(typeof(OpenIdConfiguration))]
[JsonSerializable(typeof(KeySet))]
internal sealed partial class SignInJsonContext : JsonSerializerContext;
