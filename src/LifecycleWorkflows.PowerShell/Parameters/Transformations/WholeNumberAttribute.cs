using System.Globalization;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes a whole number. The shell rounds one that is not, makes 0 of an empty text, and silently leaves out what is
/// none when it is piped in.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public class WholeNumberAttribute : OneValueAttribute
{
    /// <summary>
    /// Whether the parameter takes properties of piped objects, of which an empty one, such as the cell of a table, is
    /// no number.
    /// </summary>
    public bool MayBeNone { get; set; }

    private protected sealed override object StandIn => int.MinValue;

    private protected override string Remedy => "Give a whole number.";

    private protected sealed override object? Nothing => MayBeNone ? null : base.Nothing;

    private protected override object Read(object input) =>
        Number(input) ?? Refused($"'{DisplayText.Truncate(input.ToString())}' is no whole number");

    /// <summary>The number, when the value is a whole one.</summary>
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
