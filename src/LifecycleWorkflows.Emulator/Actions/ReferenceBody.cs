using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;
using LifecycleWorkflows.Emulator.Routing;

namespace LifecycleWorkflows.Emulator.Actions;

/// <summary>References to entities in the body of an action: objects with an id.</summary>
internal static class ReferenceBody
{
    /// <summary>The ids of a collection, each once.</summary>
    public static IReadOnlyList<string> ReadIds(JsonElement owner, string property, int maximum = int.MaxValue)
    {
        if (
            !owner.TryGetProperty(property, out JsonElement items)
            || items.ValueKind != JsonValueKind.Array
            || items.GetArrayLength() == 0
            || items.GetArrayLength() > maximum
        )
            throw GraphException.BadRequest(
                $"The parameter '{property}' is required and must hold {(maximum == int.MaxValue ? "one item or more" : $"one to {maximum} items")}."
            );
        return [.. items.EnumerateArray().Select(item => IdOf(item, property)).Distinct(StringComparer.Ordinal)];
    }

    public static string ReadId(JsonElement owner, string property) =>
        owner.TryGetProperty(property, out JsonElement item)
            ? IdOf(item, property)
            : throw GraphException.BadRequest($"The parameter '{property}' is required.");

    /// <summary>The object that is a parameter of the action.</summary>
    public static JsonElement ReadObject(JsonElement owner, string property) =>
        owner.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.Object
            ? value
            : throw GraphException.BadRequest($"The parameter '{property}' is required and must be an object.");

    public static string? ReadText(JsonElement owner, string property) =>
        owner.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>The type that an object claims to be, without the leading hash.</summary>
    public static string ReadType(JsonElement value) =>
        ReadText(value, "@odata.type")?.TrimStart('#')
        ?? throw GraphException.BadRequest("The property '@odata.type' is required.");

    /// <summary>What an id names; in any letter case, if it is a GUID.</summary>
    // Assumption: whatever a scope names that is not there is refused like a user who is not.
    public static T Find<T>(string id, Func<string, T?> find, string what)
        where T : class =>
        find(id) ?? find(GuidText.Plain(id)) ?? throw GraphException.NotThere($"The {what} '{id}' does not exist.");

    private static string IdOf(JsonElement item, string property) =>
        item.ValueKind == JsonValueKind.Object && ReadText(item, "id") is { Length: > 0 } id
            ? id
            : throw GraphException.BadRequest($"What '{property}' holds must have an 'id' that is a string.");
}
