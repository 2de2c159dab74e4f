namespace LifecycleWorkflows;

/// <summary>The versions of Microsoft Graph.</summary>
internal static class ApiVersions
{
    public const string V1 = "v1.0";
    public const string Beta = "beta";

    public static readonly IReadOnlyList<string> Known = [V1, Beta];

    /// <summary>The version as the service spells it; null if no version is specified.</summary>
    public static string? Parse(string? text) =>
        string.IsNullOrEmpty(text)
            ? null
            : Known.FirstOrDefault(version => version.Equals(text, StringComparison.OrdinalIgnoreCase))
                ?? throw Errors.VersionUnknown(text);
}
