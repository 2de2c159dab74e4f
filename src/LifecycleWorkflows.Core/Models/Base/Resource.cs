namespace LifecycleWorkflows;

/// <summary>An object of the service that has an id.</summary>
public abstract class Resource : GraphObject
{
    private protected Resource() { }

    /// <summary>The resource's id: an opaque text, compared as it stands.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Type and id, nothing else: PowerShell puts this text into errors.</summary>
    /// <returns>A text without personal data.</returns>
    public sealed override string ToString() => $"{GetType().Name} {Id}";
}
