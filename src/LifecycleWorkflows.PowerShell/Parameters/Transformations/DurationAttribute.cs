using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes a length of time as people write it, such as <c>30m</c> or <c>1d12h</c>. A bare number is refused: nobody
/// could tell its unit.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : OneValueAttribute
{
    private protected override object StandIn => default(TimeSpan);

    private protected override string Remedy => "Give it with its unit, such as 30m, 36h or 7d, or as a TimeSpan.";

    private protected override object Read(object input) =>
        Of(input)
        ?? Refused(
            $"'{DisplayText.Truncate(input.ToString())}' is no length of time with its unit, such as 30m, 36h or 7d"
        );

    // The shell reads a bare 7d as a decimal number, but keeps how it was written in the PSObject around it.
    internal static TimeSpan? Of(object? input) =>
        InputProblem.Plain(input) switch
        {
            TimeSpan span => span,
            string text => DurationParser.Parse(text),
            _ when input is PSObject wrapped => DurationParser.Parse(wrapped.ToString()),
            _ => null,
        };
}
