using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Callouts;

internal static class CalloutJson
{
    /// <summary>The object that is written.</summary>
    public static JsonElement Object(Action<Utf8JsonWriter> write)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.ToArray());
    }
}
