using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Takes a point in time: a date, with or without a time, as ISO 8601 has it or as an object, or so long ago, such as
/// <c>7d</c>, <c>36h</c> or a TimeSpan. Nothing is left to the shell, which reads texts as the session's culture writes
/// them, and a bare number as ten-millionths of a second.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateOrAgeAttribute : OneValueAttribute
{
    private protected override object StandIn => default(DateTimeOffset);

    private protected override string Remedy =>
        "Give a date, such as 2024-05-01, or with a time '2024-05-01 13:30', both local, or 2024-05-01T13:30:00Z; or how long ago, such as 7d, 36h or a TimeSpan.";

    private protected override object Read(object input)
    {
        try
        {
            if ((InputProblem.Plain(input) is string text ? Times.Parse(text) : TimeOf(input)) is { } time)
                return time;
            return AgeOf(input) is { } age && age >= TimeSpan.Zero
                ? DateTimeOffset.UtcNow - age
                : Refused(
                    $"'{DisplayText.Truncate(input.ToString())}' is neither a date, such as 2024-05-01 or '2024-05-01 13:30', nor how long ago, such as 7d or 36h"
                );
        }
        catch (ArgumentOutOfRangeException)
        {
            return Refused("no calendar has that time");
        }
    }

    /// <summary>
    /// The point in time that an object is, be it what a job or another machine has left of one; null for anything
    /// else.
    /// </summary>
    internal static DateTimeOffset? TimeOf(object? input) =>
        InputProblem.Plain(input) switch
        {
            DateTimeOffset time => time,
            DateTime time => new(time),
            PSObject { BaseObject: PSCustomObject } left
                when left.Properties["UtcDateTime"]?.Value is DateTime { Kind: DateTimeKind.Utc } time => new(time),
            _ => null,
        };

    // A text such as 13:30 would be a length of time, and whoever writes it means a clock.
    private static TimeSpan? AgeOf(object? input) =>
        InputProblem.Plain(input) is string text
        && text.Split(':') is [var days, _, ..]
        && !days.Contains('.', StringComparison.Ordinal)
            ? null
            : DurationAttribute.Of(input);
}
