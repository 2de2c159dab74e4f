namespace LifecycleWorkflows.PowerShell.Parameters.Groups;

/// <summary>The parameter of cmdlets that get items of a user.</summary>
internal interface ISubjectParameters
{
    /// <summary>Gets only items of this user, by user principal name, ID, or object.</summary>
    NameOrId? Subject { get; }
}
