using System.Globalization;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts a whole number. PowerShell would round other numbers, convert an empty text to 0, and silently ignore
/// pipeline input that isn't a number.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class WholeNumberAttribute : OneValueAttribute
{
    /// <summary>
    /// Whether the parameter binds properties of input objects, in which an empty value, such as an empty table cell,
    /// means no number.
    /// </summary>
    public bool MayBeNone { get; set; }

    private protected sealed override object StandIn => int.MinValue;

    private protected override string Remedy => "Specify a whole number.";

    private protected sealed override object? Nothing => MayBeNone ? null : base.Nothing;

    private protected override object Read(object input) =>
        Number(input) ?? Refused($"'{DisplayText.Truncate(input.ToString())}' isn't a whole number");

    /// <summary>Returns the number, if the value is a whole number.</summary>
    private protected static int? Number(object input) =>
        InputProblem.Plain(input) switch
        {
            int number => number,
            string text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
                ? number
                : null,
            byte or sbyte or short or ushort or uint or long or ulong or float or double or decimal => Whole(
                Convert.ToDouble(InputProblem.Plain(input), CultureInfo.InvariantCulture)
            ),
            _ => null,
        };

    private static int? Whole(double number) =>
        number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : null;
}
