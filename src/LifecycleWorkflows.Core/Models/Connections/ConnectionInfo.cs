namespace LifecycleWorkflows;

/// <summary>What a connection shows of itself.</summary>
internal sealed record ConnectionInfo(
    string Environment,
    Uri GraphEndpoint,
    string? TenantId,
    string? ClientId,
    string AuthenticationType,
    string ApiVersion
);
