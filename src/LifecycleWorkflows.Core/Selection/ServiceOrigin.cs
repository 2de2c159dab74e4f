namespace LifecycleWorkflows;

/// <summary>
/// The service and tenant that a resource is from. IDs alone don't identify it: a copy of a tenant can have the same
/// IDs.
/// </summary>
/// <param name="GraphEndpoint">The address of the service, without a version, if it's known.</param>
/// <param name="TenantId">The tenant, if it's known.</param>
internal sealed record ServiceOrigin(Uri? GraphEndpoint, string? TenantId)
{
    /// <summary>
    /// Whether both can be the same. An unknown tenant matches any tenant, and a tenant ID matches any domain name.
    /// </summary>
    public bool Matches(ServiceOrigin other) =>
        (
            GraphEndpoint is null
            || other.GraphEndpoint is null
            || Uri.Compare(
                GraphEndpoint,
                other.GraphEndpoint,
                UriComponents.SchemeAndServer,
                UriFormat.SafeUnescaped,
                StringComparison.OrdinalIgnoreCase
            ) == 0
        )
        && (
            string.IsNullOrEmpty(TenantId)
            || string.IsNullOrEmpty(other.TenantId)
            || Guid.TryParse(TenantId, out _) != Guid.TryParse(other.TenantId, out _)
            || TenantId.Equals(other.TenantId, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>Returns the endpoint and the tenant.</summary>
    /// <returns>A text that is safe to show.</returns>
    public override string ToString() =>
        string.Join(
            ", ",
            new[]
            {
                GraphEndpoint?.GetLeftPart(UriPartial.Authority),
                string.IsNullOrEmpty(TenantId) ? null : $"tenant {TenantId}",
            }.OfType<string>()
        );
}
