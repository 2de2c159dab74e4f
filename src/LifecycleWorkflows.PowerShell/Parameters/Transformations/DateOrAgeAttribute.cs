using System.Management.Automation;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.PowerShell.Parameters.Transformations;

/// <summary>
/// Accepts a date, with or without a time, in ISO 8601 or as an object, or a duration before now, such as <c>7d</c>,
/// <c>36h</c>, or a TimeSpan. PowerShell would convert a string in the culture of the session, and a number to ticks.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateOrAgeAttribute : OneValueAttribute
{
    private protected override object StandIn => default(DateTimeOffset);

    private protected override string Remedy =>
        "Specify a date, such as 2024-05-01 or '2024-05-01 13:30' in local time, or 2024-05-01T13:30:00Z;"
        + " or a duration before now, such as 7d, 36h, or a TimeSpan.";

    private protected override object Read(object input)
    {
        try
        {
            if ((InputProblem.Plain(input) is string text ? Times.Parse(text) : TimeOf(input)) is { } time)
                return time;
            return AgeOf(input) is { } age && age >= TimeSpan.Zero
                ? DateTimeOffset.UtcNow - age
                : Refused(
                    $"'{DisplayText.Truncate(input.ToString())}' isn't a valid date,"
                        + " such as 2024-05-01 or '2024-05-01 13:30', or duration, such as 7d or 36h"
                );
        }
        catch (ArgumentOutOfRangeException)
        {
            return Refused("the date is out of range");
        }
    }

    /// <summary>Returns the date and time of an object, including deserialized objects; null for other types.</summary>
    internal static DateTimeOffset? TimeOf(object? input) =>
        InputProblem.Plain(input) switch
        {
            DateTimeOffset time => time,
            DateTime time => new(time),
            PSObject { BaseObject: PSCustomObject } left
                when left.Properties["UtcDateTime"]?.Value is DateTime { Kind: DateTimeKind.Utc } time => new(time),
            _ => null,
        };

    // A text such as 13:30 would be a duration, but the user means a time of day.
    private static TimeSpan? AgeOf(object? input) =>
        InputProblem.Plain(input) is string text
        && text.Split(':') is [var days, _, ..]
        && !days.Contains('.', StringComparison.Ordinal)
            ? null
            : DurationAttribute.Of(input);
}
