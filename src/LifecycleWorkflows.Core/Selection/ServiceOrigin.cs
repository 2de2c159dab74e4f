namespace LifecycleWorkflows;

/// <summary>
/// The service that something came from, and the tenant. Ids alone do not tell: a copy of a tenant can have the same
/// ones.
/// </summary>
/// <param name="GraphEndpoint">The root that it was read below, without a version, if it is known.</param>
/// <param name="TenantId">The tenant, if it is known.</param>
internal sealed record ServiceOrigin(Uri? GraphEndpoint, string? TenantId)
{
    /// <summary>
    /// Whether both can be the same. A tenant that is not known, or once known by its id and once by a domain, is no
    /// difference.
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

    /// <summary>Endpoint and tenant.</summary>
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
