using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes one value in this module's own way. What cannot be used is refused by name once it is bound.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public abstract class OneValueAttribute : ArgumentTransformationAttribute
{
    private protected OneValueAttribute() { }

    /// <summary>
    /// What stands in for a value that cannot be used: each time an object of its own, which what is wrong is known by.
    /// </summary>
    private protected abstract object StandIn { get; }

    /// <summary>What to give instead.</summary>
    private protected abstract string Remedy { get; }

    /// <summary>What becomes of nothing.</summary>
    private protected virtual object? Nothing => InputProblem.Empty.On(StandIn);

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        !InputProblem.IsOne(inputData, out object? input) ? Refused("it is a list of several")
        : InputProblem.IsEmpty(input) ? Nothing
        : Read(input!);

    /// <summary>What a value means, or what stands in for it.</summary>
    private protected abstract object Read(object input);

    private protected object Refused(string reason) => new InputProblem(reason, Remedy).On(StandIn);
}
