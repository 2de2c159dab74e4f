using System.Globalization;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Graph's error body.</summary>
internal static class GraphError
{
    public static void Write(Utf8JsonWriter writer, string code, string message, RequestIds ids, DateTime now)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteStartObject("innerError");
        writer.WriteString("date", now.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        writer.WriteString("request-id", ids.RequestId);
        writer.WriteString("client-request-id", ids.ClientRequestId);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

internal readonly record struct RequestIds(string RequestId, string ClientRequestId);
