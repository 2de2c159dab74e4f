using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>
/// Takes the texts <c>True</c> and <c>False</c> for a switch, as they stand in a CSV file, and null for off. Without it PowerShell silently
/// leaves the switch unbound for a text, and a deleted workflow's result would be looked for among the live ones; null it takes for on.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchFromTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null or "" => false,
        string text when bool.TryParse(text, out bool isOn) => isOn,
        _ => inputData,
    };
}
