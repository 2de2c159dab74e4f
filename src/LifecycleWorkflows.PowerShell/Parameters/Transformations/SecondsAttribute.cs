using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>Accepts a number of seconds, or a duration such as <c>10m</c> or a TimeSpan.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsAttribute : WholeNumberAttribute
{
    private protected override string Remedy =>
        "Specify a whole number of seconds, or a duration such as 10m or a " + "TimeSpan.";

    private protected override object Read(object input) =>
        (DurationAttribute.Of(input) is { } span ? Number(Math.Ceiling(span.TotalSeconds)) : Number(input))
        ?? Refused(
            $"'{DisplayText.Truncate(input.ToString())}' isn't a valid number of seconds or duration,"
                + " such as 90, 30s, or 10m"
        );
}
