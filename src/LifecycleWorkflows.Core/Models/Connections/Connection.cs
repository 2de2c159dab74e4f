namespace LifecycleWorkflows;

/// <summary>
/// A connection to Microsoft Graph, as Connect-Lwf gives it. It never shows its token. It may be shared between threads
/// and runspaces.
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

    /// <summary>The cloud: Global, USGov, USGovDoD or China; Custom for any other endpoint.</summary>
    public string Environment { get; }

    /// <summary>The root that all requests go to, without a version.</summary>
    public Uri GraphEndpoint { get; }

    /// <summary>The tenant that the connection was made for; null when only a token was given.</summary>
    public string? TenantId { get; }

    /// <summary>The application that signed in; null when only a token was given.</summary>
    public string? ClientId { get; }

    /// <summary>
    /// How the connection gets its tokens: Interactive, DeviceCode, ClientSecret, Certificate, ManagedIdentity,
    /// Federated, EnvironmentVariable, AccessToken or AccessTokenProvider.
    /// </summary>
    public string AuthenticationType { get; }

    /// <summary>
    /// The version of Microsoft Graph that is used when neither parameter nor object says otherwise: <c>v1.0</c> or
    /// <c>beta</c>.
    /// </summary>
    public string ApiVersion { get; }

    /// <summary>When the connection was made (UTC).</summary>
    public DateTimeOffset ConnectedDateTime { get; } = DateTimeOffset.UtcNow;

    /// <summary>Type and endpoint, nothing else.</summary>
    /// <returns>A text without secrets.</returns>
    public sealed override string ToString() => $"{nameof(Connection)} {GraphEndpoint}";
}
