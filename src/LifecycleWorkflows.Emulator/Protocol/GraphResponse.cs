using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Emulator.Protocol;

/// <summary>Writes replies and refusals.</summary>
internal static class GraphResponse
{
    public const string ContentType =
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    public static void Write(GraphAnswer answer, GraphReply reply)
    {
        answer.Status = reply.Status;
        if (reply.Location is not null)
            answer.Headers.Location = reply.Location;
        if (reply.PlainText is not null)
        {
            answer.Headers.ContentType = "text/plain";
            answer.Body.Write(Encoding.UTF8.GetBytes(reply.PlainText));
        }
        else if (reply.Body is not null)
        {
            WriteJson(answer, reply.Body);
        }
    }

    public static void Write(GraphAnswer answer, GraphException refusal, RequestIds ids, DateTime now)
    {
        answer.Status = refusal.Status;
        if (refusal.Header is KeyValuePair<string, string> header)
            answer.Headers[header.Key] = header.Value;
        WriteJson(answer, writer => GraphError.Write(writer, refusal.Code, refusal.Message, ids, now));
    }

    private static void WriteJson(GraphAnswer answer, Action<Utf8JsonWriter> body)
    {
        answer.Headers.ContentType = ContentType;
        using Utf8JsonWriter writer = new(answer.Body);
        body(writer);
    }
}
