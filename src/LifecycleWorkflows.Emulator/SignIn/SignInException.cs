namespace LifecycleWorkflows.Emulator.SignIn;

/// <summary>A refusal in the words of the Microsoft identity platform.</summary>
internal sealed class SignInException(int status, string error, int code, string description) : Exception($"AADSTS{code}: {description}")
{
    public int Status { get; } = status;
    public string Error { get; } = error;
    public int Code { get; } = code;

    public static SignInException UnknownApp(string? clientId, string tenant) => new(StatusCodes.Status400BadRequest, "unauthorized_client", 700016,
        $"Application with identifier '{clientId}' was not found in the directory '{tenant}'.");

    public static SignInException WrongSecret(string clientId) => new(StatusCodes.Status401Unauthorized, "invalid_client", 7000215,
        $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value for app '{clientId}'.");

    public static SignInException NoCredential() => new(StatusCodes.Status401Unauthorized, "invalid_client", 7000218,
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static SignInException UnknownGrant(string? grant) => new(StatusCodes.Status400BadRequest, "unsupported_grant_type", 70003,
        $"The app requested an unsupported grant type '{grant}'.");

    public static SignInException InvalidScope(string? scope) => new(StatusCodes.Status400BadRequest, "invalid_scope", 1002012,
        $"The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).");
}
