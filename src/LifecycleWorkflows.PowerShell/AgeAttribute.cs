using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell;

/// <summary>Takes a length of time for a point in time: so long ago, such as <c>7d</c>, <c>36h</c> or a TimeSpan. What is none goes on as it stands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AgeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        DurationAttribute.Of(inputData) is { } age ? DateTimeOffset.UtcNow - age : inputData;
}

/// <summary>Takes a length of time as people write it, such as <c>30m</c> or <c>1d12h</c>. What is none goes on as it stands.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Of(inputData) ?? inputData;

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
