using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>
/// Takes the texts <c>True</c> and <c>False</c> for a switch, as they stand in a CSV file. Without it PowerShell silently leaves the switch
/// unbound, and a deleted workflow's result would be looked for among the live ones.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchFromTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? text.Length > 0 && bool.Parse(text) : inputData;
}
