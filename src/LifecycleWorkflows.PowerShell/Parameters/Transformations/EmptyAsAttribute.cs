using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Detects an empty value for a parameter whose type can't be empty. PowerShell converts other values.
/// </summary>
/// <param name="standIn">A value of the parameter's type that means empty.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmptyAsAttribute(object standIn) : ArgumentTransformationAttribute
{
    /// <summary>A value of the parameter's type that means empty.</summary>
    public object StandIn => standIn;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        InputProblem.Of(inputData) is null ? inputData : InputProblem.Empty.On(standIn);
}
