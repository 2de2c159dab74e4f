using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>Takes a number of seconds, or a length of time such as <c>10m</c> or a TimeSpan.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsAttribute : WholeNumberAttribute
{
    private protected override string Remedy => "Give whole seconds, or a length of time such as 10m or a TimeSpan.";

    private protected override object Read(object input) =>
        (DurationAttribute.Of(input) is { } span ? Number(Math.Ceiling(span.TotalSeconds)) : Number(input))
        ?? Refused(
            $"'{DisplayText.Truncate(input.ToString())}' is neither a number of seconds nor a length of time, such as 90, 30s or 10m"
        );
}
