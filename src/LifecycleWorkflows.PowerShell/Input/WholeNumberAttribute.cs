using System.Globalization;
using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell;

/// <summary>Takes a whole number. The shell rounds one that is not, makes 0 of an empty text, and silently leaves out what is none when it is piped in.</summary>
[AttributeUsage(AttributeTargets.Property)]
public class WholeNumberAttribute : ArgumentTransformationAttribute
{
    private const string Remedy = "Give a whole number.";

    /// <summary>Whether the parameter takes properties of piped objects, of which an empty one, such as the cell of a table, is no number.</summary>
    public bool MayBeNone { get; set; }

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        !Flaw.IsOne(inputData, out object? input) ? Refused("it is a list of several", Remedy)
        : Flaw.IsEmpty(input) ? (MayBeNone ? null : Flaw.Empty.On(int.MinValue))
        : Read(input!);

    /// <summary>The number, or what stands in for a value that is none.</summary>
    private protected virtual object Read(object input) => Number(input) ?? Refused($"'{ViewText.Brief(input.ToString())}' is no whole number", Remedy);

    /// <summary>The number, when the value is a whole one.</summary>
    private protected static int? Number(object input) => Flaw.Plain(input) switch
    {
        int number => number,
        string text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number) ? number : null,
        byte or sbyte or short or ushort or uint or long or ulong or float or double or decimal => Whole(Convert.ToDouble(Flaw.Plain(input), CultureInfo.InvariantCulture)),
        _ => null,
    };

    private protected static object Refused(string reason, string remedy) => new Flaw(reason, remedy).On(int.MinValue)!;

    private static int? Whole(double number) => number == Math.Floor(number) && Math.Abs(number) < int.MaxValue ? (int)number : null;
}
