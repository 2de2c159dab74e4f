using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Batching;

/// <summary>The answer to one part, among the answers to the others.</summary>
internal static class BatchResponse
{
    public static void Write(Utf8JsonWriter writer, string id, BufferedAnswer answer)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteNumber("status", answer.Answer.Status);
        writer.WriteStartObject("headers");
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues value) in answer.Answer.Headers)
            writer.WriteString(name, value.ToString());
        writer.WriteEndObject();
        if (!answer.Body.IsEmpty)
            WriteBody(writer, answer);
        writer.WriteEndObject();
    }

    // What is not JSON stands in the answer as text.
    private static void WriteBody(Utf8JsonWriter writer, BufferedAnswer answer)
    {
        writer.WritePropertyName("body");
        if (IsJson(answer))
            writer.WriteRawValue(answer.Body.Span);
        else
            writer.WriteStringValue(Encoding.UTF8.GetString(answer.Body.Span));
    }

    private static bool IsJson(BufferedAnswer answer)
    {
        if (!MediaType.IsJson(answer.Answer.Headers.ContentType.ToString()))
            return false;
        Utf8JsonReader reader = new(answer.Body.Span);
        return JsonElement.TryParseValue(ref reader, out _);
    }
}
