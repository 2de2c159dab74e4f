using System.Security;
using LifecycleWorkflows.Graph.SignIn.Msal;

namespace LifecycleWorkflows.Graph.SignIn;

/// <summary>
/// The environment variables that sign-in goes by, under the names that Azure.Identity uses. Empty ones count as
/// missing.
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

    /// <summary>The application that the variables name.</summary>
    /// <exception cref="LifecycleWorkflowsException">They name none.</exception>
    public string ApplicationId =>
        this[ClientId] ?? this[AzureDevOpsClientId] ?? throw Errors.VariableMissing(ClientId);

    /// <summary>Tenant and authority, where parameters leave them open.</summary>
    /// <exception cref="LifecycleWorkflowsException">
    /// Nothing names a tenant, or the authority cannot be used.
    /// </exception>
    public SignInContext Complete(SignInContext context) =>
        context with
        {
            TenantId =
                context.TenantId
                ?? this[TenantId]
                ?? this[AzureDevOpsTenantId]
                ?? throw Errors.VariableMissing(TenantId),
            AuthorityHost =
                context.AuthorityHost
                ?? (
                    this[AuthorityHost] is not { } host ? null
                    : Uri.TryCreate(host, UriKind.Absolute, out Uri? address) ? address
                    : throw Errors.EndpointNotUsable(AuthorityHost, "it is not absolute")
                ),
        };

    /// <summary>
    /// The credential that the variables name: a secret, else a certificate, else a federated token's file.
    /// </summary>
    /// <exception cref="LifecycleWorkflowsException">They name none.</exception>
    public ApplicationCredential Credential()
    {
        if (this[ClientSecret] is { } secret)
            return new ClientSecret(secret);
        if (this[CertificatePath] is { } path)
        {
            using SecureString? password = this[CertificatePassword] is { } text ? Secret(text) : null;
            return new ClientCertificate(
                Certificates.FromFile(path, password, CertificatePath),
                this[SendCertificateChain] is "1" or "true" or "True" or "TRUE",
                CertificatePath
            );
        }
        return this[FederatedTokenFile] is { } file
            ? FederatedTokens.File(file, FederatedTokenFile)
            : throw Errors.VariableMissing($"{ClientSecret}, {CertificatePath} or {FederatedTokenFile}");
    }

    private static SecureString Secret(string text)
    {
        SecureString secret = new();
        foreach (char c in text)
            secret.AppendChar(c);
        return secret;
    }
}
