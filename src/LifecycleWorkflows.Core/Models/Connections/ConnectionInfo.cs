namespace LifecycleWorkflows;

/// <summary>The public properties of a connection.</summary>
internal sealed record ConnectionInfo(
    string Environment,
    Uri GraphEndpoint,
    string? TenantId,
    string? ClientId,
    string AuthenticationType,
    string ApiVersion
);
