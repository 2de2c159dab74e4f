using System.Text.Json;

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

/// <summary>A resource that knows where it came from.</summary>
public abstract class PlacedResource : Resource
{
    private protected PlacedResource() { }

    /// <summary>The version of Microsoft Graph that gave it: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion => Origin.ApiVersion;

    /// <summary>
    /// The root of the service that gave it, without a version. A connection to another service does not take it.
    /// </summary>
    public Uri? GraphEndpoint => Origin.Service?.GraphEndpoint;

    /// <summary>
    /// The tenant that it came from, by its id if the token told it; null when that is not known. A connection to
    /// another tenant does not take it.
    /// </summary>
    public string? TenantId => Origin.Service?.TenantId;

    /// <summary>The path of the collection that it was read from.</summary>
    internal virtual ResourcePath Origin { get; set; } = ResourcePath.None;
}

/// <summary>A resource below <c>identityGovernance/lifecycleWorkflows</c>.</summary>
public abstract class LifecycleResource : PlacedResource
{
    private protected LifecycleResource() { }

    /// <summary>Whether it belongs to a deleted workflow.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}

internal static class JsonValues
{
    private static readonly Dictionary<string, object?> Nothing = [];

    public static IReadOnlyDictionary<string, object?> Members(byte[]? json)
    {
        if (json is null)
            return Nothing;
        using JsonDocument document = JsonDocument.Parse(json);
        return Members(document.RootElement);
    }

    private static Dictionary<string, object?> Members(JsonElement element)
    {
        Dictionary<string, object?> members = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty member in element.EnumerateObject())
            members[member.Name] = Value(member.Value);
        return members;
    }

    private static object? Value(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => Members(element),
            JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
            JsonValueKind.String => element.GetString(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => element.TryGetInt64(out long whole) ? (object)whole : element.GetDouble(),
            _ => null,
        };
}
