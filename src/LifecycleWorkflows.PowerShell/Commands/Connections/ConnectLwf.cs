using System.Collections.Concurrent;
using System.Management.Automation;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using LifecycleWorkflows.Graph.Clouds;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.Http;
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

    /// <summary>The application (client) id to sign in with; of a managed identity, the user-assigned one.</summary>
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

    /// <summary>The tenant to sign in to: its id or one of its domain names.</summary>
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

    /// <summary>The permissions to ask for, instead of those that reading needs.</summary>
    [Parameter(ParameterSetName = WithBrowser)]
    [Parameter(ParameterSetName = WithDeviceCode)]
    [ArgumentCompleter(typeof(ScopeCompleter))]
    public string[]? Scopes { get; set; }

    /// <summary>Signs in with a code that is entered in a browser on any machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithDeviceCode)]
    [SwitchFromText]
    public SwitchParameter UseDeviceCode { get; set; }

    /// <summary>An application (client) id as the user name, and its secret as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithSecret)]
    [CredentialOrName]
    [AllowNull]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>A certificate with its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithCertificate)]
    [AllowNull]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>A PFX or PEM file with a certificate and its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithCertificateFile)]
    [AllowNull]
    [AllowEmptyString]
    public string? CertificatePath { get; set; }

    /// <summary>The password of that file.</summary>
    [Parameter(ParameterSetName = WithCertificateFile)]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>The thumbprint of a certificate in the personal store of the user or the machine.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithThumbprint)]
    [AllowNull]
    [AllowEmptyString]
    public string? CertificateThumbprint { get; set; }

    /// <summary>
    /// Sends the certificate's chain along, for applications that trust an issuer and a subject name.
    /// </summary>
    [Parameter(ParameterSetName = WithCertificate)]
    [Parameter(ParameterSetName = WithCertificateFile)]
    [Parameter(ParameterSetName = WithThumbprint)]
    [SwitchFromText]
    public SwitchParameter SendCertificateChain { get; set; }

    /// <summary>Signs in as the managed identity of this machine or service.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithIdentity)]
    [SwitchFromText]
    public SwitchParameter Identity { get; set; }

    /// <summary>The object id of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = WithIdentity)]
    public string? IdentityObjectId { get; set; }

    /// <summary>The resource id of a user-assigned managed identity.</summary>
    [Parameter(ParameterSetName = WithIdentity)]
    public string? IdentityResourceId { get; set; }

    /// <summary>A token of another identity provider that the application trusts.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedToken)]
    [AllowNull]
    public SecureString? FederatedToken { get; set; }

    /// <summary>A file with such a token, which is read whenever it is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithFederatedFile)]
    [AllowNull]
    [AllowEmptyString]
    public string? FederatedTokenFile { get; set; }

    /// <summary>Signs in with the token that GitHub Actions, Azure Pipelines or Kubernetes offer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithWorkload)]
    [SwitchFromText]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>Signs in as the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and the like say.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithVariables)]
    [SwitchFromText]
    public SwitchParameter EnvironmentVariable { get; set; }

    /// <summary>A token for the Graph endpoint that somebody else acquired. It is not renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithToken)]
    [AllowNull]
    public SecureString? AccessToken { get; set; }

    /// <summary>Gives a token for the Graph endpoint whenever one is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithProvider)]
    [AllowNull]
    public ScriptBlock? AccessTokenProvider { get; set; }

    /// <summary>A token as another tool gives it, such as Get-AzAccessToken.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = WithTokenObject)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>The cloud: Global, USGov, USGovDoD or China.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Environment { get; set; } = Cloud.Global.Name;

    /// <summary>
    /// Another Graph endpoint than the cloud's own, such as an emulator's. All requests go there and nowhere else.
    /// </summary>
    [Parameter]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>Where to sign in, instead of the cloud's own host.</summary>
    [Parameter]
    public Uri? AuthorityHost { get; set; }

    /// <summary>The version of Microsoft Graph when nothing else decides: v1.0 or beta.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>How long tokens are kept: Process, or CurrentUser in the system's protected store.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ContextScopeCompleter))]
    public string ContextScope { get; set; } = ContextScopeCompleter.Process;

    /// <summary>The proxy to go through.</summary>
    [Parameter]
    public Uri? Proxy { get; set; }

    /// <summary>How often a request that failed for a passing reason is repeated at most.</summary>
    [Parameter]
    [WholeNumber]
    public int MaxRetry { get; set; } = 5;

    /// <summary>How long one call may last, its repetitions and pauses included, in seconds or as 5m.</summary>
    [Parameter]
    [Seconds]
    public int RetryTimeout { get; set; } = 300;

    /// <summary>
    /// How long an item is looked at whose answer may have arrived or not, before anything else is done about it, in
    /// seconds or as 2m; 0 looks once.
    /// </summary>
    [Parameter]
    [Seconds]
    public int SettleTimeout { get; set; } = 30;

    /// <summary>How long to wait for one answer, in seconds or as 2m.</summary>
    [Parameter]
    [Seconds]
    public int ClientTimeout { get; set; } = 100;

    /// <summary>
    /// What sends the requests, instead of the framework's own: for tests and private transports. It is not disposed
    /// of.
    /// </summary>
    [Parameter]
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>Emits the connection.</summary>
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
                "this way to sign in has no session of its own that could be kept",
                "Leave it out."
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
            Runtime.Warning(
                $"In the cloud {context.Cloud.Name} {gap}. Nothing is held back for that: the service decides."
            );
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
                SendCertificateChain,
                nameof(CertificatePath)
            ),
            { CertificateThumbprint: { } thumbprint } => SignInMethod.Certificate(
                context,
                ClientId,
                Certificates.FromStore(thumbprint, nameof(CertificateThumbprint)),
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
            { WorkloadIdentity.IsPresent: true } => SignInMethod.Workload(context, ClientId),
            { EnvironmentVariable.IsPresent: true } => SignInMethod.Variables(context),
            { UseDeviceCode.IsPresent: true } => SignInMethod.DeviceCode(context, ClientId, Scopes),
            _ => SignInMethod.Browser(context, ClientId, Scopes),
        };

    private SignInContext Context()
    {
        if (HttpMessageHandler is not null)
            HttpHandlers.RequireNoRedirects(HttpMessageHandler, nameof(HttpMessageHandler));
        if (HttpMessageHandler is not null && Proxy is not null)
            throw Errors.ParameterInvalid(
                nameof(Proxy),
                "it was given beside -HttpMessageHandler",
                "Let the handler go through the proxy."
            );
        Cloud cloud = Cloud.Named(Environment);
        return new(
            cloud,
            GraphEndpoint ?? cloud.GraphEndpoint,
            AuthorityHost,
            TenantId,
            HttpMessageHandler ?? HttpHandlers.Create(Proxy),
            HttpMessageHandler is not null,
            ContextScopeCompleter.IsCurrentUser(ContextScope)
        );
    }

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
