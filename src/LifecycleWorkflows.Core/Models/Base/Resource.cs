namespace LifecycleWorkflows;

/// <summary>The base class of the objects of the service that have an ID.</summary>
public abstract class Resource : GraphObject
{
    private protected Resource() { }

    /// <summary>The ID of the resource.</summary>
    public string Id { get; internal set; } = "";

    /// <summary>Returns the type and the ID. PowerShell shows this text in errors.</summary>
    /// <returns>A string without personal data.</returns>
    public sealed override string ToString() => $"{GetType().Name} {Id}";
}
