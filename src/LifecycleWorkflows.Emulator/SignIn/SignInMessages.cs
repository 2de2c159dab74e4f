using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Emulator.SignIn;

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

internal sealed record SignInError(
    string Error,
    string ErrorDescription,
    IReadOnlyList<int> ErrorCodes,
    string Timestamp,
    string TraceId,
    string CorrelationId
);

internal sealed record DeviceCode(
    string UserCode,
    [property: JsonPropertyName("device_code")] string Code,
    string VerificationUri,
    int ExpiresIn,
    int Interval,
    string Message
);

/// <summary>What a client discovers about the authority.</summary>
internal sealed record OpenIdConfiguration(
    string Issuer,
    string AuthorizationEndpoint,
    string TokenEndpoint,
    string DeviceAuthorizationEndpoint,
    string JwksUri,
    IReadOnlyList<string> TokenEndpointAuthMethodsSupported,
    IReadOnlyList<string> ResponseTypesSupported,
    IReadOnlyList<string> ResponseModesSupported,
    IReadOnlyList<string> SubjectTypesSupported,
    IReadOnlyList<string> IdTokenSigningAlgValuesSupported
);

/// <summary>Which host signs in for which.</summary>
internal sealed record InstanceDiscovery(
    string TenantDiscoveryEndpoint,
    [property: JsonPropertyName("api-version")] string ApiVersion,
    IReadOnlyList<InstanceMetadata> Metadata
);

internal sealed record InstanceMetadata(string PreferredNetwork, string PreferredCache, IReadOnlyList<string> Aliases);

internal sealed record KeySet(IReadOnlyList<Key> Keys);

/// <summary>A public key as JSON Web Key has it.</summary>
internal sealed record Key(string Kty, string Use, string Alg, string Kid, string N, string E);

internal sealed record ManagedIdentityToken(
    string AccessToken,
    string ExpiresOn,
    string Resource,
    string TokenType,
    string ClientId
);

internal sealed record ManagedIdentityError(string Error, string ErrorDescription);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(SignInError))]
[JsonSerializable(typeof(DeviceCode))]
[JsonSerializable(typeof(OpenIdConfiguration))]
[JsonSerializable(typeof(InstanceDiscovery))]
[JsonSerializable(typeof(KeySet))]
[JsonSerializable(typeof(ManagedIdentityToken))]
[JsonSerializable(typeof(ManagedIdentityError))]
internal sealed partial class SignInJsonContext : JsonSerializerContext;
