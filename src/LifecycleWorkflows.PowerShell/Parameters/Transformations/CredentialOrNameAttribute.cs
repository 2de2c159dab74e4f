using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts a credential, or a name for which PowerShell prompts for the password. PowerShell's own attribute would
/// prompt for both if a variable is empty.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CredentialOrNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputProblem.Of(inputData) is null ? new CredentialAttribute().Transform(engineIntrinsics, inputData!) : null;
}
