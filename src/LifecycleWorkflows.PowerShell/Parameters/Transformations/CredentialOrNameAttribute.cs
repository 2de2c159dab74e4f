using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes a credential, or a name whose password is asked for. The shell's own attribute would ask for both when a
/// variable is empty by mistake.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CredentialOrNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputProblem.Of(inputData) is null ? new CredentialAttribute().Transform(engineIntrinsics, inputData!) : null;
}
