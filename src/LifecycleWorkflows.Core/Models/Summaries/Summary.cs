namespace LifecycleWorkflows;

/// <summary>Figures over a period of time.</summary>
public abstract class Summary : GraphObject
{
    private protected Summary() { }

    /// <summary>Where the period begins (UTC).</summary>
    public DateTimeOffset StartDateTime { get; internal set; }

    /// <summary>Where the period ends (UTC).</summary>
    public DateTimeOffset EndDateTime { get; internal set; }

    /// <summary>The version of Microsoft Graph that gave it: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>What the figures are about.</summary>
    internal ResourcePath Origin { get; set; } = ResourcePath.None;

    /// <summary>The type, nothing else.</summary>
    /// <returns>A text without personal data.</returns>
    public sealed override string ToString() => GetType().Name;
}
