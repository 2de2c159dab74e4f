using System.Management.Automation;
using System.Net;
using System.Security;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Connects this runspace to Microsoft Graph.</summary>
[Cmdlet(VerbsCommunications.Connect, "Lwf", DefaultParameterSetName = WithToken)]
[OutputType(typeof(Connection))]
public sealed class ConnectLwf : LwfCmdlet
{
    private const string WithToken = "AccessToken";
    private const string WithSecret = "ClientSecret";

    /// <summary>A token for the Graph endpoint that somebody else acquired. It is not renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithToken)]
    public SecureString? AccessToken { get; set; }

    /// <summary>An application (client) id as the user name, and its secret as the password.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithSecret)]
    [Credential]
    public PSCredential? ClientSecretCredential { get; set; }

    /// <summary>The tenant to sign in to: its id or one of its domain names.</summary>
    [Parameter(Mandatory = true, ParameterSetName = WithSecret)]
    [Parameter(ParameterSetName = WithToken)]
    public string? TenantId { get; set; }

    /// <summary>The cloud: Global, USGov, USGovDoD or China.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string Environment { get; set; } = Cloud.Global.Name;

    /// <summary>Another Graph endpoint than the cloud's own, such as an emulator's. All requests go there and nowhere else.</summary>
    [Parameter]
    public Uri? GraphEndpoint { get; set; }

    /// <summary>The version of Microsoft Graph when nothing else decides: v1.0 or beta.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ApiVersionCompleter))]
    public string? ApiVersion { get; set; }

    /// <summary>How often a request that failed for a passing reason is repeated at most.</summary>
    [Parameter]
    public int MaxRetry { get; set; } = 5;

    /// <summary>How many seconds one call may last, its repetitions and pauses included.</summary>
    [Parameter]
    public int RetryTimeout { get; set; } = 300;

    /// <summary>How many seconds to wait for one answer.</summary>
    [Parameter]
    public int ClientTimeout { get; set; } = 100;

    /// <summary>What sends the requests, instead of the framework's own: for tests and private transports. It is not disposed of.</summary>
    [Parameter]
    public HttpMessageHandler? HttpMessageHandler { get; set; }

    /// <summary>Emits the connection.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        GraphConnection connection = GraphConnection.Create(Info, Acquire(), HttpMessageHandler, Retry);
        if (ClientSecretCredential is not null)
            Bridge.Wait(connection.SignInAsync(Token));
        DefaultConnection.Set(connection);
        if (PassThru)
            Pipeline.Output(connection);
    }

    private Cloud Cloud => Cloud.Named(Environment);

    private ConnectionInfo Info => new(
        GraphEndpoint is null ? Cloud.Name : "Custom",
        GraphEndpoint ?? Cloud.GraphEndpoint,
        TenantId,
        ClientSecretCredential?.UserName,
        AccessToken is null ? WithSecret : WithToken,
        ApiVersions.Parse(ApiVersion) ?? ApiVersions.V1);

    private RetryPolicy Retry => new()
    {
        MaxRetry = AtLeast(0, nameof(MaxRetry), MaxRetry),
        RetryTimeout = TimeSpan.FromSeconds(AtLeast(0, nameof(RetryTimeout), RetryTimeout)),
        AttemptTimeout = TimeSpan.FromSeconds(AtLeast(1, nameof(ClientTimeout), ClientTimeout)),
    };

    private Func<CancellationToken, Task<string>> Acquire()
    {
        if (AccessToken is not null)
        {
            string token = new NetworkCredential("", AccessToken).Password;
            if (token.Length == 0 || token.Any(c => c is <= ' ' or > '~'))
                throw Errors.ParameterInvalid(nameof(AccessToken), "it is empty or has characters that no token has", "Give the token alone, as a SecureString, without the word Bearer.");
            return _ => Task.FromResult(token);
        }
        if (string.IsNullOrWhiteSpace(TenantId))
            throw Errors.ParameterInvalid(nameof(TenantId), "it is empty", "Give the tenant's id or one of its domain names.");
        if (!Guid.TryParse(ClientSecretCredential!.UserName, out _))
            throw Errors.ParameterInvalid(nameof(ClientSecretCredential), "its user name is not an application (client) id", "Give the application's id, a GUID, as the user name and its secret as the password.");
        ClientSecret application = new(
            Cloud.AuthorityHost, TenantId, ClientSecretCredential.UserName, ClientSecretCredential.GetNetworkCredential().Password, GraphEndpoint ?? Cloud.GraphEndpoint, HttpMessageHandler);
        return application.AcquireAsync;
    }
}
