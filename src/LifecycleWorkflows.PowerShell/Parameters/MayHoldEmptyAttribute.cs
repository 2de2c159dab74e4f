namespace LifecycleWorkflows.PowerShell.Parameters;

/// <summary>
/// Declares that a list for this parameter may hold items that are empty. The list itself may not be, as no parameter's
/// value may.
/// </summary>
/// <param name="reason">Why.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MayHoldEmptyAttribute(string reason) : Attribute
{
    /// <summary>Why.</summary>
    public string Reason => reason;
}
