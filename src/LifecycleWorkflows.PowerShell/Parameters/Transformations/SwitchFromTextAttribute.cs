using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes the texts <c>True</c> and <c>False</c> for a switch, as they stand in a CSV file, and what is empty for off.
/// Without it PowerShell silently leaves the switch unbound for a piped text, and a deleted workflow's result would be
/// looked for among the live ones; null it takes for on.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchFromTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Read(inputData, out InputProblem? flaw) is var isOn && flaw is null
            ? isOn
            : flaw.On(new SwitchParameter(false))!;

    /// <summary>Whether a value means on. What means neither is off, and has a flaw.</summary>
    internal static bool Read(object? input, out InputProblem? flaw)
    {
        bool? isOn = InputProblem.Plain(input) switch
        {
            bool value => value,
            SwitchParameter value => value.IsPresent,
            string text when bool.TryParse(text, out bool value) => value,
            int or long or double => LanguagePrimitives.IsTrue(input),
            _ => null,
        };
        flaw =
            isOn is not null ? null
            : InputProblem.Of(input) is not null ? InputProblem.Empty
            : new(
                $"'{DisplayText.Truncate(input!.ToString())}' is neither true nor false",
                "Give $true or $false, or the text True or False."
            );
        return isOn == true;
    }
}
