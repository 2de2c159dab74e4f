using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts a duration such as <c>30m</c> or <c>1d12h</c>. A number without a unit isn't valid because its unit is
/// ambiguous.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : OneValueAttribute
{
    private protected override object StandIn => default(TimeSpan);

    private protected override string Remedy =>
        "Specify a duration with a unit, such as 30m, 36h, or 7d, or a " + "TimeSpan.";

    private protected override object Read(object input) =>
        Of(input)
        ?? Refused(
            $"'{DisplayText.Truncate(input.ToString())}' isn't a valid duration with a unit, such as 30m, 36h, or 7d"
        );

    // PowerShell converts 7d without quotation marks to a decimal number, but keeps the text in the PSObject around it.
    internal static TimeSpan? Of(object? input) =>
        InputProblem.Plain(input) switch
        {
            TimeSpan span => span,
            string text => DurationParser.Parse(text),
            _ when input is PSObject wrapped => DurationParser.Parse(wrapped.ToString()),
            _ => null,
        };
}
