namespace LifecycleWorkflows;

/// <summary>A user of the tenant, as far as it's needed to find the ID of a user principal name.</summary>
internal sealed class DirectoryUser : PlacedResource
{
    public string? UserPrincipalName { get; internal set; }
}
