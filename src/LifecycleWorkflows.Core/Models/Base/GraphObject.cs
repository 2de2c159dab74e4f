namespace LifecycleWorkflows;

/// <summary>The base class of the objects of the service.</summary>
public abstract class GraphObject
{
    private IReadOnlyDictionary<string, object?>? _additionalProperties;

    private protected GraphObject() { }

    /// <summary>
    /// The members of the JSON object for which this type has no property, by their Microsoft Graph names.
    /// </summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties =>
        _additionalProperties ??= JsonValues.Members(UnknownMembers);

    /// <summary>
    /// The members without a property, as one JSON object; null if there are none. Parsed on first use.
    /// </summary>
    internal byte[]? UnknownMembers { get; set; }
}
