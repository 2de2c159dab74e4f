using System.Text.Json;

namespace LifecycleWorkflows;

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
