using System.Security;
using LifecycleWorkflows.Graph.SignIn.Msal;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>
/// The environment variables for sign-in, with the names that Azure.Identity uses. An empty variable is the same as a
/// missing one.
/// </summary>
internal sealed class SignInEnvironment(Func<string, string?> read)
{
    public const string ClientId = "AZURE_CLIENT_ID";
    public const string FederatedTokenFile = "AZURE_FEDERATED_TOKEN_FILE";

    private const string TenantId = "AZURE_TENANT_ID";
    private const string AuthorityHost = "AZURE_AUTHORITY_HOST";
    private const string AzureDevOpsClientId = "AZURESUBSCRIPTION_CLIENT_ID";
    private const string AzureDevOpsTenantId = "AZURESUBSCRIPTION_TENANT_ID";
    private const string ClientSecret = "AZURE_CLIENT_SECRET";
    private const string CertificatePath = "AZURE_CLIENT_CERTIFICATE_PATH";
    private const string CertificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
    private const string SendCertificateChain = "AZURE_CLIENT_SEND_CERTIFICATE_CHAIN";

    public static SignInEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    public string? this[string name] => read(name) is { Length: > 0 } value ? value : null;

    /// <summary>The application (client) ID in the variables.</summary>
    /// <exception cref="LifecycleWorkflowsException">The variable is missing.</exception>
    public string ApplicationId =>
        this[ClientId] ?? this[AzureDevOpsClientId] ?? throw Errors.VariableMissing(ClientId);

    /// <summary>Adds the tenant and authority from the variables if parameters don't specify them.</summary>
    /// <exception cref="LifecycleWorkflowsException">The tenant is missing, or the authority isn't valid.</exception>
    public SignInContext Complete(SignInContext context) =>
        context with
        {
            TenantId =
                context.TenantId
                ?? this[TenantId]
                ?? this[AzureDevOpsTenantId]
                ?? throw Errors.VariableMissing(TenantId),
            AuthorityHost = context.AuthorityHost ?? Authority,
        };

    private Uri? Authority
    {
        get
        {
            if (this[AuthorityHost] is not { } host)
                return null;
            if (Uri.TryCreate(host, UriKind.Absolute, out Uri? address))
                return address;
            throw Errors.EndpointNotUsable(AuthorityHost, "it isn't absolute");
        }
    }

    /// <summary>
    /// Creates the credential from the variables: a secret, else a certificate, else the file of a federated token.
    /// </summary>
    /// <param name="filePath">Converts the name of a variable and its path to an absolute path.</param>
    /// <exception cref="LifecycleWorkflowsException">The variable is missing.</exception>
    public ApplicationCredential Credential(Func<string, string, string> filePath)
    {
        if (this[ClientSecret] is { } secret)
            return new ClientSecret(secret);
        if (this[CertificatePath] is { } path)
        {
            using SecureString? password = this[CertificatePassword] is { } text ? Secret(text) : null;
            return new ClientCertificate(
                Certificates.FromFile(filePath(CertificatePath, path), password, CertificatePath),
                isLoaded: true,
                this[SendCertificateChain] is "1" or "true" or "True" or "TRUE",
                CertificatePath
            );
        }
        if (this[FederatedTokenFile] is { } file)
            return FederatedTokens.File(filePath(FederatedTokenFile, file), FederatedTokenFile);
        throw Errors.VariableMissing($"{ClientSecret}, {CertificatePath}, or {FederatedTokenFile}");
    }

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        return secret;
    }
}
