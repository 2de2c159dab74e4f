namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>Declares that a list for this parameter can contain empty items. The list itself can't be empty.</summary>
/// <param name="reason">The reason.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayHoldEmptyAttribute(string reason) : Attribute
{
    /// <summary>The reason.</summary>
    public string Reason => reason;
}
