namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>A refusal in the words of the Microsoft identity platform.</summary>
internal sealed class SignInException(int status, string error, int code, string description)
    : Exception($"AADSTS{code}: {description}")
{
    public int Status { get; } = status;
    public string Error { get; } = error;
    public int Code { get; } = code;

    public static SignInException UnknownApp(string? clientId, string tenant) =>
        Bad(
            "unauthorized_client",
            700016,
            $"Application with identifier '{clientId}' was not found in the directory '{tenant}'."
        );

    public static SignInException WrongSecret(string clientId) =>
        BadClient(
            7000215,
            $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value for app '{clientId}'."
        );

    public static SignInException NoCredential() =>
        BadClient(
            7000218,
            "The request body must contain the following parameter: 'client_assertion' or 'client_secret'."
        );

    public static SignInException UnknownGrant(string? grant) =>
        Bad("unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static SignInException InvalidGrant(string description) => BadGrant(70000, description);

    public static SignInException InvalidRequest(string description) => Bad("invalid_request", 900144, description);

    public static SignInException WrongVerifier() =>
        BadGrant(501481, "The Code_Verifier does not match the code_challenge supplied in the authorization request.");

    public static SignInException WrongRedirect(string? address) =>
        Bad(
            "invalid_request",
            50011,
            $"The redirect URI '{address}' specified in the request does not match the redirect URIs configured for the application: it must be on loopback."
        );

    public static SignInException UnknownUser(string? name) =>
        BadGrant(50034, $"The user account '{name}' does not exist in the directory.");

    public static SignInException AuthorizationPending() =>
        Bad("authorization_pending", 70016, "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");

    public static SignInException AuthorizationDeclined() =>
        Bad("authorization_declined", 70000, "The end user denied the authorization request.");

    public static SignInException DeviceCodeExpired() =>
        Bad(
            "expired_token",
            70020,
            "The provided value for the input parameter 'device_code' is not valid. This device code has expired."
        );

    public static SignInException MalformedAssertion() => BadClient(50027, "JWT token is invalid or malformed.");

    public static SignInException WrongCertificate() =>
        BadClient(
            700027,
            "The certificate with identifier used to sign the client assertion is not registered on application."
        );

    public static SignInException WrongAssertionAudience() =>
        BadClient(700023, "Client assertion audience claim does not match Realm issuer.");

    public static SignInException AssertionOutOfTime() =>
        BadClient(700024, "Client assertion is not within its valid time range.");

    public static SignInException NoFederatedCredential(int code, string claim, string? value) =>
        BadClient(code, $"No matching federated identity record found for presented assertion {claim} '{value}'.");

    public static SignInException InvalidScope(string? scope) =>
        Bad(
            "invalid_scope",
            1002012,
            $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI)."
        );

    private static SignInException BadClient(int code, string description) =>
        new(StatusCodes.Status401Unauthorized, "invalid_client", code, description);

    private static SignInException BadGrant(int code, string description) => Bad("invalid_grant", code, description);

    private static SignInException Bad(string error, int code, string description) =>
        new(StatusCodes.Status400BadRequest, error, code, description);
}
