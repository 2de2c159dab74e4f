namespace LifecycleWorkflows;

/// <summary>The user that a workflow processes. See https://learn.microsoft.com/graph/api/resources/user.</summary>
public sealed class Subject : Resource
{
    /// <summary>The display name of the user; null unless the user is expanded.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The user principal name of the user; null unless the user is expanded.</summary>
    public string? UserPrincipalName { get; internal set; }

    /// <summary>The email address of the user; null unless the user is expanded.</summary>
    public string? Mail { get; internal set; }
}
