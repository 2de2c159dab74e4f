using System.Globalization;
using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>
/// Takes a length of time for a point in time: so long ago, such as <c>7d</c>, <c>36h</c> or a TimeSpan. A date goes on as it stands; a bare
/// number is refused, which the shell would take for so many ten-millionths of a second.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AgeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        DurationAttribute.Of(inputData) is { } age ? DateTimeOffset.UtcNow - age
        : IsTime(inputData is PSObject wrapped ? wrapped.BaseObject : inputData) ? inputData
        : throw new ArgumentTransformationMetadataException($"'{inputData}' is neither a date nor a length of time. Give a date, or how long ago, such as 7d, 36h or a TimeSpan.");

    private static bool IsTime(object? input) => input is null or DateTime or DateTimeOffset
        || (input is string text && (text.Length == 0 || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _)));
}

/// <summary>Takes a length of time as people write it, such as <c>30m</c> or <c>1d12h</c>. A bare number is refused: nobody could tell its unit.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => inputData is null or ""
        ? inputData
        : Of(inputData) ?? throw new ArgumentTransformationMetadataException($"'{inputData}' is no length of time. Give it with its unit, such as 30m, 36h or 7d, or as a TimeSpan.");

    // The shell reads a bare 7d as a decimal number, but keeps how it was written in the PSObject around it.
    internal static TimeSpan? Of(object? input) => input switch
    {
        TimeSpan span => span,
        PSObject { BaseObject: TimeSpan span } => span,
        string text => Durations.Parse(text),
        PSObject wrapped => Durations.Parse(wrapped.ToString()),
        _ => null,
    };
}
