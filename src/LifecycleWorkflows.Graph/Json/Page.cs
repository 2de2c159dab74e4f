using System.Text.Json;

namespace LifecycleWorkflows.Graph.Json;

/// <summary>One answer to a listing: some of the items, and where the next ones are.</summary>
internal sealed record Page<T>(List<T> Items, string? NextLink)
    where T : GraphObject
{
    /// <summary>
    /// Reads a whole page. A page is read as a whole or not at all, so that a repeated request never gives an item
    /// twice.
    /// </summary>
    /// <exception cref="JsonException">It was cut short.</exception>
    /// <exception cref="FormatException">It is no page.</exception>
    public static Page<T> Read(ReadOnlySpan<byte> text, JsonMap<T> fields, int expectedCount)
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
            }
            else
            {
                json.SkipMember();
            }
        }
        json.Expect(JsonTokenType.EndObject);
        if (items is null)
            throw new FormatException("The answer has no member 'value'.");
        return new(items, nextLink);
    }

    /// <summary>
    /// The link to the next page when it stands before the items, where services write it; null otherwise, and for a
    /// text that can't be read.
    /// </summary>
    public static string? FindNextLink(ReadOnlySpan<byte> text)
    {
        try
        {
            Utf8JsonReader json = new(text);
            json.Read();
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                if (json.ValueTextEquals("value"u8))
                    return null;
                bool isLink = json.ValueTextEquals("@odata.nextLink"u8);
                json.Read();
                if (isLink)
                    return json.GetString() is { Length: > 0 } link ? link : null;
                json.Skip();
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Reading the whole page says what's wrong with it.
        }
        return null;
    }
}
