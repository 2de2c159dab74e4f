using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Lets what is empty be refused by name where the parameter's type has no place for nothing; the rest is the shell's
/// to read.
/// </summary>
/// <param name="standIn">A value of the parameter's type that means nothing.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyAsAttribute(object standIn) : ArgumentTransformationAttribute
{
    /// <summary>A value of the parameter's type that means nothing.</summary>
    public object StandIn => standIn;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputProblem.Of(inputData) is null ? inputData : InputProblem.Empty.On(standIn);
}
