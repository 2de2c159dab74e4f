namespace LifecycleWorkflows;

/// <summary>What all objects of the service have in common.</summary>
public abstract class GraphObject
{
    private IReadOnlyDictionary<string, object?>? _additionalProperties;

    private protected GraphObject() { }

    /// <summary>Members of the answer that this module has no property for, by their wire names.</summary>
    public IReadOnlyDictionary<string, object?> AdditionalProperties =>
        _additionalProperties ??= JsonValues.Members(UnknownMembers);

    /// <summary>
    /// The members without a property, as one JSON object; null when there were none. Parsed when somebody asks.
    /// </summary>
    internal byte[]? UnknownMembers { get; set; }
}
