using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// The base class of attributes that convert one value. A value that isn't valid causes an error after it's bound.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class OneValueAttribute : ArgumentTransformationAttribute
{
    private protected OneValueAttribute() { }

    /// <summary>
    /// Creates a placeholder for a value that isn't valid. Each is a new object that identifies the problem.
    /// </summary>
    private protected abstract object StandIn { get; }

    /// <summary>The recommended action.</summary>
    private protected abstract string Remedy { get; }

    /// <summary>The result for an empty value.</summary>
    private protected virtual object? Nothing => InputProblem.Empty.On(StandIn);

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        !InputProblem.IsOne(inputData, out object? input) ? Refused("it contains more than one value")
        : InputProblem.IsEmpty(input) ? Nothing
        : Read(input!);

    /// <summary>Converts a value, or returns a placeholder.</summary>
    private protected abstract object Read(object input);

    private protected object Refused(string reason) => new InputProblem(reason, Remedy).On(StandIn);
}
