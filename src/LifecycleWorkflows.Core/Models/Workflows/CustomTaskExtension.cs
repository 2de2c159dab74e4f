using System.Xml;

namespace LifecycleWorkflows;

/// <summary>
/// A custom task extension: the logic app that a task calls, and its callback timeout. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-customtaskextension.
/// </summary>
public sealed class CustomTaskExtension : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string CustomTaskExtensionId => Id;

    /// <summary>The display name of the extension.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the extension.</summary>
    public string? Description { get; internal set; }

    /// <summary>
    /// The time that a task waits for a callback before it fails; null if tasks don't wait, or if the service doesn't
    /// return it.
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

    /// <summary>The callback configuration, such as the timeout; null if tasks don't wait for a callback.</summary>
    public IReadOnlyDictionary<string, object?>? CallbackConfiguration { get; internal set; }

    /// <summary>The endpoint that the extension calls.</summary>
    public IReadOnlyDictionary<string, object?>? EndpointConfiguration { get; internal set; }

    /// <summary>The authentication of the call.</summary>
    public IReadOnlyDictionary<string, object?>? AuthenticationConfiguration { get; internal set; }

    /// <summary>The timeout and the retries of the call.</summary>
    public IReadOnlyDictionary<string, object?>? ClientConfiguration { get; internal set; }

    /// <summary>The date and time when the object was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal set; }

    /// <summary>The date and time when the object was last modified (UTC).</summary>
    public DateTimeOffset? LastModifiedDateTime { get; internal set; }
}
