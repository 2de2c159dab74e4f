namespace LifecycleWorkflows;

/// <summary>
/// The user whom a workflow was processed for. See https://learn.microsoft.com/graph/api/resources/user.
/// </summary>
public sealed class Subject : Resource
{
    /// <summary>The user's name for display; null unless expanded.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The user's sign-in name; null unless expanded.</summary>
    public string? UserPrincipalName { get; internal set; }

    /// <summary>The user's mail address; null unless expanded.</summary>
    public string? Mail { get; internal set; }
}
