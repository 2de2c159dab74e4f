using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>
/// Lets changes that are asked for at about the same time travel together, twenty to a request. Each is told its own outcome; what is worth
/// another attempt is asked for again by whoever asked first, and travels with others again.
/// See https://learn.microsoft.com/graph/json-batching.
/// </summary>
internal sealed class BatchSender(TimeProvider clock, Func<GraphRequest, INotices, CancellationToken, Task<byte[]>> post, Func<ResourcePath, Uri> address)
{
    private const int MostParts = 20;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, List<Part>> _waiting = [];

    /// <summary>Sends one change, with others of its version.</summary>
    /// <returns>Done when its part was carried out; else it fails as the part, or the whole batch, did.</returns>
    public Task<string?> SendAsync(GraphRequest request, INotices notices, CancellationToken cancellationToken)
    {
        Part part = new(request, notices, cancellationToken);
        string version = request.Path.ApiVersion;
        List<Part>? full = null;
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(version, out List<Part>? parts))
            {
                _waiting[version] = parts = [];
                _ = SendLaterAsync(version, parts);
            }
            parts.Add(part);
            if (parts.Count == MostParts && _waiting.Remove(version))
                full = parts;
        }
        if (full is not null)
            _ = SendAsync(version, full);
        return part.Reply.Task.WaitAsync(cancellationToken);
    }

    private async Task SendLaterAsync(string version, List<Part> parts)
    {
        await Task.Delay(Linger, clock).ConfigureAwait(false);
        lock (_waiting)
        {
            if (!_waiting.TryGetValue(version, out List<Part>? present) || present != parts)
                return;
            _waiting.Remove(version);
        }
        await SendAsync(version, parts).ConfigureAwait(false);
    }

    private async Task SendAsync(string version, List<Part> parts)
    {
        using CancellationTokenSource any = CancellationTokenSource.CreateLinkedTokenSource([.. parts.Select(part => part.CancellationToken)]);
        try
        {
            ResourcePath path = new(version, ResourceIds.None, "$batch");
            byte[] answer = await post(new(parts[0].Request.Operation, path, address(path), Body(parts)), parts[0].Notices, any.Token).ConfigureAwait(false);
            Tell(parts, answer);
        }
        catch (Exception exception)
        {
            foreach (Part part in parts)
                part.Reply.TrySetException(exception is LifecycleWorkflowsException failure ? failure.Copy() : exception);
        }
    }

    private static byte[] Body(List<Part> parts)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter json = new(body))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests"u8);
            for (int i = 0; i < parts.Count; i++)
            {
                json.WriteStartObject();
                json.WriteString("id"u8, $"{i}");
                json.WriteString("method"u8, "POST"u8);
                json.WriteString("url"u8, "/" + parts[i].Request.Path.Relative);
                json.WriteStartObject("headers"u8);
                json.WriteString("Content-Type"u8, "application/json"u8);
                json.WriteString("client-request-id"u8, parts[i].Request.ClientRequestId);
                json.WriteEndObject();
                json.WritePropertyName("body"u8);
                json.WriteRawValue(parts[i].Request.Body);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }

    /// <summary>Tells each part what became of it. One that has no answer may have been carried out.</summary>
    private void Tell(List<Part> parts, byte[] answer)
    {
        using JsonDocument document = JsonDocument.Parse(answer);
        foreach (JsonElement response in document.RootElement.GetProperty("responses").EnumerateArray())
        {
            if (int.TryParse(response.GetProperty("id").GetString(), out int index) && index >= 0 && index < parts.Count)
                Tell(parts[index], response);
        }
        using HttpResponseMessage none = new(HttpStatusCode.OK);
        foreach (Part part in parts)
            part.Reply.TrySetException(Failures.Unreadable(part.Request, (int)none.StatusCode, none.Headers, "the batch has no answer to it"));
    }

    private void Tell(Part part, JsonElement response)
    {
        int status = response.GetProperty("status").GetInt32();
        using HttpResponseMessage message = new();
        if (response.TryGetProperty("headers", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty header in headers.EnumerateObject())
                message.Headers.TryAddWithoutValidation(header.Name, header.Value.ToString());
        }
        if (status == (int)HttpStatusCode.NoContent)
            part.Reply.TrySetResult(Failures.Header(message.Headers, "request-id"));
        else if (status is >= 200 and < 300)
            part.Reply.TrySetException(Failures.Unreadable(part.Request, status, message.Headers, "it should have been 204"));
        else
            part.Reply.TrySetException(Failures.Refused(part.Request, status, message.Headers, Text(response), clock.GetUtcNow()));
    }

    private static byte[] Text(JsonElement response) =>
        response.TryGetProperty("body", out JsonElement body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : [];

    private sealed record Part(GraphRequest Request, INotices Notices, CancellationToken CancellationToken)
    {
        public TaskCompletionSource<string?> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
