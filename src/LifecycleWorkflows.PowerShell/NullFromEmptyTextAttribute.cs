using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>Takes an empty text for null, as it stands in a CSV file. PowerShell makes the number 0 of it, which is another thing than nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NullFromEmptyTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is "" ? null : inputData;
}
