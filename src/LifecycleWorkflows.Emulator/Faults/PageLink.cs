using System.Text.Json;
using System.Text.Json.Nodes;

namespace LifecycleWorkflows.Emulator.Faults;

/// <summary>Gives a page another link to the next one.</summary>
internal static class PageLink
{
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> page, string link)
    {
        if (page.IsEmpty || JsonNode.Parse(page.Span) is not JsonObject body)
            return page;
        body["@odata.nextLink"] = link;
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            body.WriteTo(writer);
        return buffer.ToArray();
    }
}
