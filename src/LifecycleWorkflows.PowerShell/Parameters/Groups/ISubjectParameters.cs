namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameter of a list of what was done for users.</summary>
internal interface ISubjectParameters
{
    /// <summary>Only what was for this user, by sign-in name, id or object.</summary>
    NameOrId? Subject { get; }
}
