using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.Graph.SignIn.Msal;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Connections;

/// <summary>The sign-in method that the parameters select.</summary>
/// <param name="Name">The authentication type of the connection.</param>
/// <param name="TenantId">The tenant; null if only the token contains it.</param>
/// <param name="ClientId">The application (client) ID; null if only the token contains it.</param>
/// <param name="Source">The source of tokens.</param>
/// <param name="SignsInAtOnce">Whether Connect-Lwf acquires a first token.</param>
/// <param name="CanKeepTokens">Whether tokens can be stored beyond the process.</param>
internal sealed record SignInMethod(
    string Name,
    string? TenantId,
    string? ClientId,
    ITokenSource Source,
    bool SignsInAtOnce = true,
    bool CanKeepTokens = true
)
{
    private const string ClientIdParameter = "ClientId";

    public static SignInMethod Token(string parameter, PSObject? given, string? tenantId)
    {
        AccessTokenInput token = AccessTokenInput.Of(parameter, given);
        return new(
            "AccessToken",
            tenantId ?? token.TenantId,
            null,
            new StaticTokenSource(token.Text),
            SignsInAtOnce: false,
            CanKeepTokens: false
        );
    }

    public static SignInMethod Provider(ScriptBlock provider, string? tenantId) =>
        new(
            "AccessTokenProvider",
            tenantId,
            null,
            new CallbackTokenSource(new ScriptBlockTokenProvider(provider).Ask),
            CanKeepTokens: false
        );

    public static SignInMethod Browser(SignInContext context, string? clientId, IReadOnlyList<string>? scopes) =>
        new(
            "Interactive",
            context.TenantId,
            clientId,
            new BrowserSignIn(context, Application(clientId), scopes ?? CmdletPermissions.DefaultScopes)
        );

    public static SignInMethod DeviceCode(SignInContext context, string? clientId, IReadOnlyList<string>? scopes) =>
        new(
            "DeviceCode",
            context.TenantId,
            clientId,
            new DeviceCodeSignIn(context, Application(clientId), scopes ?? CmdletPermissions.DefaultScopes)
        );

    public static SignInMethod Secret(SignInContext context, PSCredential credential) =>
        OfApplication(
            "ClientSecret",
            context,
            Application(credential.UserName, "ClientSecretCredential"),
            new ClientSecret(credential.GetNetworkCredential().Password)
        );

    public static SignInMethod Certificate(
        SignInContext context,
        string? clientId,
        X509Certificate2 certificate,
        bool isLoaded,
        bool sendsChain,
        string parameter
    ) =>
        OfApplication(
            "Certificate",
            context,
            Application(clientId),
            new ClientCertificate(certificate, isLoaded, sendsChain, parameter)
        );

    public static SignInMethod Federated(SignInContext context, string? clientId, FederatedAssertion assertion) =>
        OfApplication("Federated", context, Application(clientId), assertion);

    public static SignInMethod Workload(SignInContext context, string? clientId, Func<string, string, string> filePath)
    {
        SignInEnvironment variables = SignInEnvironment.OfProcess;
        FederatedAssertion assertion = FederatedTokens.Detect(variables, context, filePath);
        return Federated(variables.Complete(context), clientId ?? variables.ApplicationId, assertion);
    }

    public static SignInMethod Variables(SignInContext context, Func<string, string, string> filePath)
    {
        SignInEnvironment variables = SignInEnvironment.OfProcess;
        return OfApplication(
            "EnvironmentVariable",
            variables.Complete(context),
            Application(variables.ApplicationId, SignInEnvironment.ClientId),
            variables.Credential(filePath)
        );
    }

    public static SignInMethod ManagedIdentity(
        SignInContext context,
        string? clientId,
        string? objectId,
        string? resourceId
    ) =>
        new(
            "ManagedIdentity",
            null,
            clientId,
            (clientId, objectId, resourceId) switch
            {
                (null, null, null) => ManagedIdentitySignIn.OfSystem(context),
                ({ Length: > 0 }, null, null) => ManagedIdentitySignIn.OfClientId(context, clientId),
                (null, { Length: > 0 }, null) => ManagedIdentitySignIn.OfObjectId(context, objectId),
                (null, null, { Length: > 0 }) => ManagedIdentitySignIn.OfResourceId(context, resourceId),
                _ => throw Errors.ParameterInvalid(
                    "Identity",
                    "the ID of the identity is empty, or more than one ID is specified",
                    "Specify one of -ClientId, -IdentityObjectId, and -IdentityResourceId,"
                        + " or none for the system-assigned identity."
                ),
            },
            CanKeepTokens: false
        );

    public static FederatedAssertion Assertion(string parameter, SecureString token)
    {
        string text = TokenText(parameter, Text(token));
        return new(_ => Task.FromResult(text));
    }

    /// <summary>Returns a token that is valid in a header.</summary>
    /// <exception cref="LifecycleWorkflowsException">The token isn't valid.</exception>
    public static string TokenText(string parameter, string token)
    {
        if (token.Length > 0 && token.All(c => c is > ' ' and <= '~'))
            return token;
        throw Errors.ParameterInvalid(
            parameter,
            "it's empty or contains characters that aren't valid in a token",
            "Specify only the token, as a SecureString, without the word Bearer."
        );
    }

    public static string Text(SecureString secret) => new NetworkCredential("", secret).Password;

    private static SignInMethod OfApplication(
        string name,
        SignInContext context,
        string clientId,
        ApplicationCredential credential
    ) => new(name, context.TenantId, clientId, new ApplicationSignIn(context, clientId, credential));

    private static string Application(string? clientId, string parameter = ClientIdParameter)
    {
        if (Guid.TryParse(clientId, out _))
            return clientId;
        throw Errors.ParameterInvalid(
            parameter,
            "it isn't an application (client) ID",
            "Specify the application ID, which is a GUID. For -ClientSecretCredential, specify it as the user name."
        );
    }
}
