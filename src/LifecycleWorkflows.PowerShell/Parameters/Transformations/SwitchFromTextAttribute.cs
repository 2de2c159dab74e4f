using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts the texts <c>True</c> and <c>False</c> for a switch, as in a CSV file, and an empty value for off.
/// Otherwise, PowerShell silently doesn't bind a text from the pipeline, so a result of a deleted workflow would be
/// searched in workflows that aren't deleted, and it converts null to on.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SwitchFromTextAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Read(inputData, out InputProblem? flaw) is var isOn && flaw is null
            ? isOn
            : flaw.On(new SwitchParameter(false))!;

    /// <summary>
    /// Whether a value means on. Any other value than true and false is off, and returns the problem.
    /// </summary>
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
                $"'{DisplayText.Truncate(input!.ToString())}' isn't true or false",
                "Specify $true or $false, or the text True or False."
            );
        return isOn == true;
    }
}
