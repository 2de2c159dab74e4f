using System.Collections.Concurrent;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Network;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Connections;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Connects this runspace to Microsoft Graph.</summary>
[Cmdlet(VerbsCommunications.Connect, "Lwf", DefaultParameterSetName = WithBrowser)]
[OutputType(typeof(Connection))]
public sealed class ConnectLwf : LwfCmdlet
{
    private const string WithBrowser = "Interactive";
    private const string WithDeviceCode = "DeviceCode";
    private const string WithSecret = "ClientSecret";
    private const string WithCertificate = "Certificate";
    private const string WithCertificateFile = "CertificateFile";
    private const string WithThumbprint = "CertificateThumbprint";
    private const string WithIdentity = "ManagedIdentity";
    private const string WithFederatedToken = "FederatedToken";
    private const string WithFederatedFile = "FederatedTokenFile";
    private const string WithWorkload = "WorkloadIdentity";
    private const string WithVariables = "EnvironmentVariable";
    private const string WithToken = "AccessToken";
    private const string WithTokenObject = "AccessTokenObject";
    private const string WithProvider = "AccessTokenProvider";

    private static readonly ConcurrentDictionary<string, bool> Warned = [];

    /// <summary>The application (client) ID, or the client ID of a user-assigned managed identity.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithBrowser)]
    [Parameter(Mandatory = true, ParameterSetName = WithDeviceCode)]
    [Parameter(Mandatory = true, ParameterSetName = WithCertificate)]
    [Parameter(Mandatory = true, ParameterSetName = WithCertificateFile)]
    [Parameter(Mandatory = true, ParameterSetName = WithThumbprint)]
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedToken)]
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedFile)]
    [Parameter(ParameterSetName = WithWorkload)]
    [Parameter(ParameterSetName = WithIdentity)]
    [AllowNull]
    [AllowEmptyString]
    public string? ClientId { get; set; }

    /// <summary>The ID or a domain name of the tenant.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithBrowser)]
    [Parameter(Mandatory = true, ParameterSetName = WithDeviceCode)]
    [Parameter(Mandatory = true, ParameterSetName = WithSecret)]
    [Parameter(Mandatory = true, ParameterSetName = WithCertificate)]
    [Parameter(Mandatory = true, ParameterSetName = WithCertificateFile)]
    [Parameter(Mandatory = true, ParameterSetName = WithThumbprint)]
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedToken)]
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedFile)]
    [Parameter(ParameterSetName = WithWorkload)]
    [Parameter(ParameterSetName = WithToken)]
    [Parameter(ParameterSetName = WithTokenObject)]
    [Parameter(ParameterSetName = WithProvider)]
    [AllowNull]
    [AllowEmptyString]
    public string? TenantId { get; set; }

    /// <summary>The permissions to request, instead of those that the Get cmdlets need.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scopes { get; set; }

    /// <summary>Signs in with a code that you enter in a browser on any device.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithDeviceCode)]
    [SwitchFromText]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>The application (client) ID as the user name, and the client secret as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithSecret)]
    [CredentialOrName]
    [AllowNull]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>A certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithCertificate)]
    [AllowNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>The path of a PFX or PEM file with a certificate and its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithCertificateFile)]
    [AllowNull]
    [AllowEmptyString]
    public string? CertificatePath { get; set; }

    /// <summary>The password of the file in -CertificatePath.</summary>
    [Parameter(ParameterSetName = WithCertificateFile)]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The thumbprint of a certificate in the personal store of the user or the computer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithThumbprint)]
    [AllowNull]
    [AllowEmptyString]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Sends the certificate chain, for applications that trust an issuer and a subject name.</summary>
    [Parameter(ParameterSetName = WithCertificate)]
    [Parameter(ParameterSetName = WithCertificateFile)]
    [Parameter(ParameterSetName = WithThumbprint)]
    [SwitchFromText]
    public SwitchParameter SendCertificateChain { get; set; }

    /// <summary>Signs in with the managed identity of this computer or service.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithIdentity)]
    [SwitchFromText]
    public SwitchParameter Identity { get; set; }

    /// <summary>The object ID of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = WithIdentity)]
    public string? IdentityObjectId { get; set; }

    /// <summary>The resource ID of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = WithIdentity)]
    public string? IdentityResourceId { get; set; }

    /// <summary>A token of another identity provider that the application trusts.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedToken)]
    [AllowNull]
    public SecureString? FederatedToken { get; set; }

    /// <summary>The path of a file with such a token. It's read each time that a token is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedFile)]
    [AllowNull]
    [AllowEmptyString]
    public string? FederatedTokenFile { get; set; }

    /// <summary>Signs in with the token that GitHub Actions, Azure Pipelines, or Kubernetes provides.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithWorkload)]
    [SwitchFromText]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>Signs in with environment variables such as AZURE_TENANT_ID and AZURE_CLIENT_ID.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithVariables)]
    [SwitchFromText]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>An access token for the Graph endpoint. It isn't renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithToken)]
    [AllowNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>A script block that returns a token for the Graph endpoint each time that one is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithProvider)]
    [AllowNull]
    public ScriptBlock? AccessTokenProvider { get; set; }

    /// <summary>The output of another tool that contains a token, such as Get-AzAccessToken.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = WithTokenObject)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The cloud: Global, USGov, USGovDoD, or China.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Environment { get; set; } = Cloud.Global.Name;

    /// <summary>
    /// A Graph endpoint other than the default of the cloud, such as an emulator. All requests are sent only there.
    /// </summary>
    [Parameter]
    [Address]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>The address of the sign-in service, instead of the default of the cloud.</summary>
    [Parameter]
    [Address]
    public Uri? AuthorityHost { get; set; }

    /// <summary>The default version of Microsoft Graph: v1.0 or beta.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>Where tokens are stored: Process, or CurrentUser for the protected store of the user.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContextScopeCompleter))]
    public string ContextScope { get; set; } = ContextScopeCompleter.Process;

    /// <summary>The proxy to use.</summary>
    [Parameter]
    [Address]
    public Uri? Proxy { get; set; }

    /// <summary>The user name and password for the proxy.</summary>
    [Parameter]
    [CredentialOrName]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Uses the credentials of the current user for the proxy.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>The maximum number of retries of a request after a transient error.</summary>
    [Parameter]
    [WholeNumber]
    public int MaxRetry { get; set; } = Defaults.MaxRetry;

    /// <summary>
    /// The maximum time for a request, including retries and delays, in seconds or as a duration such as 5m.
    /// </summary>
    [Parameter]
    [Seconds]
    public int RetryTimeout { get; set; } = Defaults.RetryTimeout;

    /// <summary>
    /// The maximum time for checks of an item after a lost response, in seconds or as a duration such as 2m. With 0,
    /// the item is checked once.
    /// </summary>
    [Parameter]
    [Seconds]
    public int SettleTimeout { get; set; } = Defaults.SettleTimeout;

    /// <summary>The maximum time to wait for one response, in seconds or as a duration such as 2m.</summary>
    [Parameter]
    [Seconds]
    public int ClientTimeout { get; set; } = Defaults.ClientTimeout;

    /// <summary>
    /// The message handler that sends requests, for tests and custom transports. It isn't disposed of.
    /// </summary>
    [Parameter]
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>Returns the connection.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        SignInContext context = Context();
        SignInMethod choice = Choose(context);
        if (context.KeepsTokens && !choice.CanKeepTokens)
            throw Errors.ParameterInvalid(
                nameof(ContextScope),
                "it isn't supported with this sign-in method",
                "Omit -ContextScope."
            );
        GraphConnection connection = GraphConnection.Create(
            Info(context, choice),
            choice.Source,
            context.Handler,
            Retry
        );
        if (choice.SignsInAtOnce)
            Dispatcher.Wait(connection.SignInAsync(Dispatcher, Token));
        DefaultConnection.Set(connection);
        if (GraphEndpoint is null && context.Cloud.Gap is { } gap && Warned.TryAdd(context.Cloud.Name, true))
            Runtime.Warning($"In the cloud {context.Cloud.Name}, {gap}.");
        if (PassThru)
            Runtime.Output(connection);
    }

    private SignInMethod Choose(SignInContext context) =>
        this switch
        {
            { AccessToken: { } token } => SignInMethod.Token(nameof(AccessToken), PSObject.AsPSObject(token), TenantId),
            { ParameterSetName: WithTokenObject } => SignInMethod.Token(nameof(InputObject), InputObject, TenantId),
            { AccessTokenProvider: { } provider } => SignInMethod.Provider(provider, TenantId),
            { ClientSecretCredential: { } credential } => SignInMethod.Secret(context, credential),
            { Certificate: { } certificate } => SignInMethod.Certificate(
                context,
                ClientId,
                certificate,
                isLoaded: false,
                SendCertificateChain,
                nameof(Certificate)
            ),
            { CertificatePath: { } path } => SignInMethod.Certificate(
                context,
                ClientId,
                Certificates.FromFile(
                    Runtime.FilePath(nameof(CertificatePath), path),
                    CertificatePassword,
                    nameof(CertificatePath)
                ),
                isLoaded: true,
                SendCertificateChain,
                nameof(CertificatePath)
            ),
            { CertificateThumbprint: { } thumbprint } => SignInMethod.Certificate(
                context,
                ClientId,
                Certificates.FromStore(thumbprint, nameof(CertificateThumbprint)),
                isLoaded: true,
                SendCertificateChain,
                nameof(CertificateThumbprint)
            ),
            { Identity.IsPresent: true } => SignInMethod.ManagedIdentity(
                context,
                ClientId,
                IdentityObjectId,
                IdentityResourceId
            ),
            { FederatedToken: { } token } => SignInMethod.Federated(
                context,
                ClientId,
                SignInMethod.Assertion(nameof(FederatedToken), token)
            ),
            { FederatedTokenFile: { } path } => SignInMethod.Federated(
                context,
                ClientId,
                FederatedTokens.File(
                    Runtime.FilePath(nameof(FederatedTokenFile), path),
                    $"-{nameof(FederatedTokenFile)}"
                )
            ),
            { WorkloadIdentity.IsPresent: true } => SignInMethod.Workload(context, ClientId, Runtime.FilePath),
            { EnvironmentVariable.IsPresent: true } => SignInMethod.Variables(context, Runtime.FilePath),
            { UseDeviceCode.IsPresent: true } => SignInMethod.DeviceCode(context, ClientId, Scopes),
            _ => SignInMethod.Browser(context, ClientId, Scopes),
        };

    private SignInContext Context()
    {
        if (HttpMessageHandler is not null)
            HttpHandlers.RequireNoRedirects(HttpMessageHandler, nameof(HttpMessageHandler));
        ProxyServer? proxy = ProxyServer.Of(Proxy, ProxyLogin, ProxyUseDefaultCredentials);
        if (HttpMessageHandler is not null && proxy is not null)
            throw Errors.ParameterInvalid(
                nameof(Proxy),
                "it can't be combined with -HttpMessageHandler",
                "Configure the proxy in the handler."
            );
        Cloud cloud = Cloud.Named(Environment);
        return new(
            cloud,
            GraphEndpoint ?? cloud.GraphEndpoint,
            AuthorityHost,
            TenantId,
            HttpMessageHandler ?? HttpHandlers.Create(proxy, Retry.AttemptTimeout),
            HttpMessageHandler is not null,
            ContextScopeCompleter.IsCurrentUser(ContextScope)
        );
    }

    private NetworkCredential? ProxyLogin =>
        ProxyCredential is { } credential
            ? ProxyServer.Credential(credential.UserName, credential.GetNetworkCredential().Password)
            : null;

    private ConnectionInfo Info(SignInContext context, SignInMethod choice) =>
        new(
            GraphEndpoint is null ? context.Cloud.Name : "Custom",
            context.GraphEndpoint,
            choice.TenantId,
            choice.ClientId,
            choice.Name,
            ApiVersions.Parse(ApiVersion) ?? ApiVersions.V1
        );

    private RetryPolicy Retry =>
        new()
        {
            MaxRetry = RequireAtLeast(0, nameof(MaxRetry), MaxRetry),
            RetryTimeout = Seconds(0, nameof(RetryTimeout), RetryTimeout),
            SettleTimeout = Seconds(0, nameof(SettleTimeout), SettleTimeout),
            AttemptTimeout = Seconds(1, nameof(ClientTimeout), ClientTimeout),
        };
}
