namespace LifecycleWorkflows;

/// <summary>The base class of statistics for a period.</summary>
public abstract class Summary : GraphObject
{
    private protected Summary() { }

    /// <summary>The start of the period (UTC).</summary>
    public DateTimeOffset StartDateTime { get; internal set; }

    /// <summary>The end of the period (UTC).</summary>
    public DateTimeOffset EndDateTime { get; internal set; }

    /// <summary>The version of Microsoft Graph that returned the object: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>The path of the resource that the statistics are about.</summary>
    internal ResourcePath Origin { get; set; } = ResourcePath.None;

    /// <summary>Returns the type.</summary>
    /// <returns>A string without personal data.</returns>
    public sealed override string ToString() => GetType().Name;
}
