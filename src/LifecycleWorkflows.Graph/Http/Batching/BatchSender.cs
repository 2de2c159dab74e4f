using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using LifecycleWorkflows.Graph.SignIn.Tokens;

namespace LifecycleWorkflows.Graph.Http.Batching;

/// <summary>
/// Lets changes that are asked for at about the same time travel together, twenty to a request. While as many requests
/// as may be are on their way, the others gather. Each is told its own outcome; what is worth another attempt is asked
/// for again by whoever asked first, and travels with others again.
/// See https://learn.microsoft.com/graph/json-batching.
/// </summary>
/// <param name="limit">How many requests may be on their way at once.</param>
/// <param name="clock">The time to measure with.</param>
/// <param name="post">
/// Sends a batch once, and returns its response, the token that it was sent with, and the time of the service.
/// </param>
/// <param name="address">The address of a path.</param>
internal sealed class BatchSender(
    int limit,
    TimeProvider clock,
    Func<GraphCall, Task<(byte[] Response, AccessToken Token, DateTimeOffset Now)>> post,
    Func<ResourcePath, Uri> address
)
{
    public const int MaxParts = 20;
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, Gathering> _gatherings = [];
    private readonly Queue<TaskCompletionSource> _reads = [];
    private int _inFlight;
    private bool _isClosed;

    /// <summary>Sends one change, with others of its version.</summary>
    /// <returns>Done when its part was carried out; else it fails as the part, or the whole batch, did.</returns>
    public Task<string?> SendAsync(GraphCall call)
    {
        Part part = new(call);
        string version = call.Request.Path.ApiVersion;
        Gathering? begun = null;
        lock (_gatherings)
        {
            if (_isClosed)
                throw new OperationCanceledException();
            if (!_gatherings.TryGetValue(version, out Gathering? gathering))
                _gatherings[version] = gathering = begun = new();
            gathering.Parts.Add(part);
        }
        if (begun is not null)
            _ = LingerAsync(begun);
        SendReady();
        return part.Outcome.Task.WaitAsync(call.CancellationToken);
    }

    /// <summary>Reads something as one of the requests that may be on their way.</summary>
    public async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        TaskCompletionSource turn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gatherings)
        {
            _reads.Enqueue(turn);
            if (_inFlight < limit)
            {
                _inFlight++;
                Leave();
            }
        }
        using (cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken)))
            await turn.Task.ConfigureAwait(false);
        try
        {
            return await read().ConfigureAwait(false);
        }
        finally
        {
            lock (_gatherings)
                Leave();
            SendReady();
        }
    }

    /// <summary>Gives the place of a request that has ended to the next that reads, if there is one.</summary>
    private void Leave()
    {
        while (_reads.TryDequeue(out TaskCompletionSource? next))
        {
            if (next.TrySetResult())
                return;
        }
        _inFlight--;
    }

    /// <summary>Sends nothing further: what still gathers is cancelled, what is on its way ends.</summary>
    public void Close()
    {
        lock (_gatherings)
        {
            _isClosed = true;
            foreach (Part part in _gatherings.Values.SelectMany(gathering => gathering.Parts))
                part.Outcome.TrySetCanceled();
            _gatherings.Clear();
        }
    }

    private async Task LingerAsync(Gathering gathering)
    {
        await Task.Delay(Linger, clock).ConfigureAwait(false);
        lock (_gatherings)
            gathering.HasLingered = true;
        SendReady();
    }

    private void SendReady()
    {
        while (TakeReady() is var (version, parts))
            _ = SendAsync(version, parts);
    }

    /// <summary>Takes those that leave now: when they fill a request, or have waited a moment for company.</summary>
    private (string Version, List<Part> Parts)? TakeReady()
    {
        lock (_gatherings)
        {
            foreach (Gathering gathering in _gatherings.Values)
                gathering.Parts.RemoveAll(part => part.Call.CancellationToken.IsCancellationRequested);
            if (_inFlight >= limit)
                return null;
            foreach ((string version, Gathering gathering) in _gatherings)
            {
                if (gathering.Parts.Count < MaxParts && !gathering.HasLingered)
                    continue;
                List<Part> parts = gathering.Parts[..Math.Min(MaxParts, gathering.Parts.Count)];
                gathering.Parts.RemoveRange(0, parts.Count);
                if (gathering.Parts.Count == 0)
                    _gatherings.Remove(version);
                if (parts.Count == 0)
                    continue;
                _inFlight++;
                return (version, parts);
            }
            return null;
        }
    }

    private async Task SendAsync(string version, List<Part> parts)
    {
        try
        {
            using CancellationTokenSource any = CancellationTokenSource.CreateLinkedTokenSource([
                .. parts.Select(part => part.Call.CancellationToken),
            ]);
            ResourcePath path = new(version, ResourceKey.None, "$batch");
            GraphRequest batch = new(parts[0].Call.Request.Operation, path, address(path), Body(parts));
            CallCost cost = new(clock, [.. parts.Select(part => part.Call.Cost)]);
            GraphCall call = new(batch, cost, parts[0].Call.Host, any.Token);
            (byte[] response, AccessToken token, DateTimeOffset now) = await post(call).ConfigureAwait(false);
            DistributeOutcomes(parts, response, token, now);
        }
        catch (Exception exception)
        {
            foreach (Part part in parts)
            {
                part.Outcome.TrySetException(
                    exception switch
                    {
                        LifecycleWorkflowsException failure => failure.Copy(),
                        TokenRefusedException refusal => refusal.Copy(),
                        _ => exception,
                    }
                );
            }
        }
        Gathering[] lingered;
        lock (_gatherings)
        {
            Leave();
            lingered = [.. _gatherings.Values.Where(gathering => gathering.HasLingered)];
            foreach (Gathering gathering in lingered)
                gathering.HasLingered = false;
        }
        // Whoever hears of these answers may have more to send, or may want to send nothing further.
        foreach (Gathering gathering in lingered)
            _ = LingerAsync(gathering);
        SendReady();
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
                json.WriteString("url"u8, "/" + parts[i].Call.Request.Path.Relative);
                json.WriteStartObject("headers"u8);
                json.WriteString("Content-Type"u8, "application/json"u8);
                json.WriteString("client-request-id"u8, parts[i].Call.Request.ClientRequestId);
                json.WriteEndObject();
                json.WritePropertyName("body"u8);
                json.WriteRawValue(parts[i].Call.Request.Body);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return body.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Gives each part its own outcome. One whose response can't be read may have been carried out.
    /// </summary>
    private static void DistributeOutcomes(List<Part> parts, byte[] batch, AccessToken token, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(batch);
            foreach (JsonElement response in document.RootElement.GetProperty("responses").EnumerateArray())
            {
                string? id = response.GetProperty("id").GetString();
                if (int.TryParse(id, out int index) && index >= 0 && index < parts.Count)
                    SetOutcome(parts[index], response, token, now);
            }
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        { }
        using HttpResponseMessage none = new(HttpStatusCode.OK);
        foreach (Part part in parts)
            part.Outcome.TrySetException(
                HttpErrors.Unreadable(part.Call.Request, none, "the batch has no response for it")
            );
    }

    private static void SetOutcome(Part part, JsonElement response, AccessToken token, DateTimeOffset now)
    {
        int status = response.GetProperty("status").GetInt32();
        using HttpResponseMessage message = new();
        if (response.TryGetProperty("headers", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty header in headers.EnumerateObject())
                message.Headers.TryAddWithoutValidation(header.Name, header.Value.ToString());
        }
        if (status is >= 200 and < 300)
        {
            part.Outcome.TrySetResult(HttpErrors.Header(message.Headers, "request-id"));
            return;
        }
        LifecycleWorkflowsException refusal = HttpErrors.Refused(
            part.Call.Request,
            status,
            message.Headers,
            BodyOf(response),
            now
        );
        part.Outcome.TrySetException(HttpErrors.Classify(refusal, message.Headers, token));
    }

    private static byte[] BodyOf(JsonElement response) =>
        response.TryGetProperty("body", out JsonElement body) ? Encoding.UTF8.GetBytes(body.GetRawText()) : [];

    /// <summary>Parts that wait for each other.</summary>
    private sealed class Gathering
    {
        public List<Part> Parts { get; } = [];

        public bool HasLingered { get; set; }
    }

    private sealed record Part(GraphCall Call)
    {
        /// <summary>The request ID of a part that was carried out.</summary>
        public TaskCompletionSource<string?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
