using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Writes replies and refusals, straight to the pipe of the response.</summary>
internal static class GraphResponse
{
    public const string ContentType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public static void Write(HttpResponse response, GraphReply reply)
    {
        response.StatusCode = reply.Status;
        if (reply.Location is not null)
            response.Headers.Location = reply.Location;
        if (reply.PlainText is not null)
        {
            response.ContentType = "text/plain";
            response.BodyWriter.Write(Encoding.UTF8.GetBytes(reply.PlainText));
        }
        else if (reply.Body is not null)
        {
            WriteJson(response, reply.Body);
        }
    }

    public static void Write(HttpResponse response, GraphException refusal, RequestIds ids, DateTime now)
    {
        response.StatusCode = refusal.Status;
        if (refusal.Header is KeyValuePair<string, string> header)
            response.Headers[header.Key] = header.Value;
        WriteJson(response, writer => GraphError.Write(writer, refusal.Code, refusal.Message, ids, now));
    }

    private static void WriteJson(HttpResponse response, Action<Utf8JsonWriter> body)
    {
        response.ContentType = ContentType;
        using Utf8JsonWriter writer = new(response.BodyWriter);
        body(writer);
    }
}
