namespace LifecycleWorkflows;

/// <summary>
/// A connection to Microsoft Graph, which Connect-Lwf creates. The token isn't accessible. You can use a connection in
/// several threads and runspaces.
/// </summary>
public abstract class Connection
{
    private protected Connection(ConnectionInfo info)
    {
        Environment = info.Environment;
        GraphEndpoint = info.GraphEndpoint;
        TenantId = info.TenantId;
        ClientId = info.ClientId;
        AuthenticationType = info.AuthenticationType;
        ApiVersion = info.ApiVersion;
    }

    /// <summary>The cloud: Global, USGov, USGovDoD, or China; Custom for any other endpoint.</summary>
    public string Environment { get; }

    /// <summary>The address that all requests are sent to, without a version.</summary>
    public Uri GraphEndpoint { get; }

    /// <summary>The tenant of the connection; null if only a token was specified.</summary>
    public string? TenantId { get; }

    /// <summary>The application (client) ID; null if only a token was specified.</summary>
    public string? ClientId { get; }

    /// <summary>
    /// The way that the connection acquires tokens: Interactive, DeviceCode, ClientSecret, Certificate,
    /// ManagedIdentity, Federated, EnvironmentVariable, AccessToken, or AccessTokenProvider.
    /// </summary>
    public string AuthenticationType { get; }

    /// <summary>
    /// The version of Microsoft Graph that is used unless a parameter or an input object specifies another: <c>v1.0</c>
    /// or <c>beta</c>.
    /// </summary>
    public string ApiVersion { get; }

    /// <summary>The date and time when the connection was created (UTC).</summary>
    public DateTimeOffset ConnectedDateTime { get; } = DateTimeOffset.UtcNow;

    /// <summary>Returns the type and the endpoint.</summary>
    /// <returns>A string without secrets.</returns>
    public sealed override string ToString() => $"{nameof(Connection)} {GraphEndpoint}";
}
