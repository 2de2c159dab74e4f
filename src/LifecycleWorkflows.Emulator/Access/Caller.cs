namespace LifecycleWorkflows.Emulator.Access;

/// <summary>
/// Who sends a request, and what the token permits. Without a list of permissions everything is permitted.
/// </summary>
internal sealed record Caller(string? AppId, IReadOnlySet<string>? Permissions, string? UserPrincipalName = null)
{
    public static Caller Unrestricted { get; } = new(null, null);

    public bool Has(Permission permission) => Permissions is null || permission.AnyOf.Any(Permissions.Contains);
}
