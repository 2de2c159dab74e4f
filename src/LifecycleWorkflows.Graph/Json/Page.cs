using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>One answer to a listing: some of the items, and where the next ones are.</summary>
internal sealed record Page<T>(List<T> Items, string? NextLink)
    where T : GraphObject
{
    /// <summary>
    /// Reads a whole page. A page is read as a whole or not at all, so that a repeated request never gives an item
    /// twice. The link is told as soon as it is read: services write it before the items.
    /// </summary>
    /// <exception cref="JsonException">It was cut short.</exception>
    /// <exception cref="FormatException">It is no page.</exception>
    public static Page<T> Read(
        ReadOnlySpan<byte> text,
        JsonMap<T> fields,
        int expectedCount,
        Action<string>? foundLink = null
    )
    {
        ResourceJsonReader json = new(text, new PageObjectCache());
        json.Read();
        json.Expect(JsonTokenType.StartObject);
        List<T>? items = null;
        string? nextLink = null;
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            if (json.NameIs("value"u8))
            {
                json.Read();
                json.Expect(JsonTokenType.StartArray);
                items = new(expectedCount);
                while (json.Read() && json.Token != JsonTokenType.EndArray)
                    items.Add(fields.Read(ref json));
            }
            else if (json.NameIs("@odata.nextLink"u8))
            {
                json.Read();
                nextLink = json.String();
                if (!string.IsNullOrEmpty(nextLink))
                    foundLink?.Invoke(nextLink);
            }
            else
            {
                json.SkipMember();
            }
        }
        json.Expect(JsonTokenType.EndObject);
        return new(items ?? throw new FormatException("The answer has no member 'value'."), nextLink);
    }
}
