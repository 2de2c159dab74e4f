using System.Xml;

namespace LifecycleWorkflows;

/// <summary>
/// What a task calls out to, such as an Azure Logic App. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-customtaskextension.
/// </summary>
public sealed class CustomTaskExtension : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string CustomTaskExtensionId => Id;

    /// <summary>The extension's name for display.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What the extension is for.</summary>
    public string? Description { get; internal set; }

    /// <summary>
    /// How long a task waits for an answer before it fails; null when tasks do not wait, or the service does not say.
    /// </summary>
    public TimeSpan? TimeoutDuration
    {
        get
        {
            try
            {
                return CallbackConfiguration?.GetValueOrDefault("timeoutDuration") is string text
                    ? XmlConvert.ToTimeSpan(text)
                    : null;
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    /// <summary>How and how long a task waits for an answer; null when it does not wait.</summary>
    public IReadOnlyDictionary<string, object?>? CallbackConfiguration { get; internal set; }

    /// <summary>What the call goes to.</summary>
    public IReadOnlyDictionary<string, object?>? EndpointConfiguration { get; internal set; }

    /// <summary>How the call proves where it comes from.</summary>
    public IReadOnlyDictionary<string, object?>? AuthenticationConfiguration { get; internal set; }

    /// <summary>How long and how often the call is tried.</summary>
    public IReadOnlyDictionary<string, object?>? ClientConfiguration { get; internal set; }

    /// <summary>When it came into being (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>When it was last changed (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }
}
