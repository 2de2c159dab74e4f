using System.Text.Json;
using LifecycleWorkflows.Emulator.Protocol;

namespace LifecycleWorkflows.Emulator.Batching;

/// <summary>Reads the body of a batch, and refuses it as a whole when anything about it is malformed.</summary>
internal static class BatchReader
{
    private const int MaximumParts = 20;

    /// <summary>The parts, each behind those that it depends on.</summary>
    public static IReadOnlyList<BatchPart> Read(JsonElement body)
    {
        if (
            !body.TryGetProperty("requests", out JsonElement requests)
            || requests.ValueKind != JsonValueKind.Array
            || requests.GetArrayLength() == 0
        )
            throw GraphException.BadRequest("Invalid batch payload format.");
        if (requests.GetArrayLength() > MaximumParts)
            throw GraphException.BadRequest(
                $"Number of batch request steps exceeds the maximum value of {MaximumParts}."
            );
        BatchPart[] parts = [.. requests.EnumerateArray().Select(ReadPart)];
        HashSet<string> ids = new(StringComparer.OrdinalIgnoreCase);
        foreach (BatchPart part in parts)
        {
            if (!ids.Add(part.Id))
                throw GraphException.BadRequest($"Request id '{part.Id}' is used more than once in the batch.");
        }
        foreach (BatchPart part in parts)
        {
            if (part.DependsOn.FirstOrDefault(id => !ids.Contains(id)) is string unknown)
                throw GraphException.BadRequest(
                    $"Request id '{part.Id}' depends on '{unknown}', which is not in the batch."
                );
        }
        return InOrder(parts);
    }

    private static BatchPart ReadPart(JsonElement part)
    {
        if (part.ValueKind != JsonValueKind.Object)
            throw GraphException.BadRequest("Invalid batch payload format.");
        string id = Text(part, "id") ?? throw GraphException.BadRequest("Every request of a batch must have an id.");
        string method = Text(part, "method") ?? throw Missing(id, "method");
        string url = Text(part, "url") ?? throw Missing(id, "url");
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? absolute) && !absolute.IsFile)
            throw GraphException.BadRequest($"Request id '{id}' must have a url that is relative.");
        BatchPart read = new(
            id,
            method.ToUpperInvariant(),
            url.StartsWith('/') ? url : $"/{url}",
            Headers(part),
            Body(part),
            DependsOn(part)
        );
        if (method is not ("GET" or "DELETE") && (read.Body is null || read.Header("Content-Type") is null))
            throw GraphException.BadRequest($"Write request id : {id} does not contain Content-Type header or body.");
        return read;
    }

    private static List<BatchPart> InOrder(IReadOnlyList<BatchPart> parts)
    {
        List<BatchPart> ordered = [];
        List<BatchPart> waiting = [.. parts];
        HashSet<string> done = new(StringComparer.OrdinalIgnoreCase);
        while (waiting.Count > 0)
        {
            BatchPart next =
                waiting.Find(part => part.DependsOn.All(done.Contains))
                ?? throw GraphException.BadRequest("The requests of the batch depend on each other in a circle.");
            waiting.Remove(next);
            done.Add(next.Id);
            ordered.Add(next);
        }
        return ordered;
    }

    private static JsonElement? Body(JsonElement part) =>
        part.TryGetProperty("body", out JsonElement body) && body.ValueKind != JsonValueKind.Null ? body : null;

    private static string[] DependsOn(JsonElement part)
    {
        if (!part.TryGetProperty("dependsOn", out JsonElement dependsOn) || dependsOn.ValueKind == JsonValueKind.Null)
            return [];
        if (
            dependsOn.ValueKind != JsonValueKind.Array
            || dependsOn.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String)
        )
            throw GraphException.BadRequest("Invalid batch payload format.");
        return [.. dependsOn.EnumerateArray().Select(id => id.GetString()!)];
    }

    private static Dictionary<string, string> Headers(JsonElement part)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (!part.TryGetProperty("headers", out JsonElement element) || element.ValueKind == JsonValueKind.Null)
            return headers;
        if (element.ValueKind != JsonValueKind.Object)
            throw GraphException.BadRequest("Invalid batch payload format.");
        foreach (JsonProperty header in element.EnumerateObject())
            headers[header.Name] = header.Value.ToString();
        return headers;
    }

    private static string? Text(JsonElement part, string property) =>
        part.TryGetProperty(property, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static GraphException Missing(string id, string property) =>
        GraphException.BadRequest($"Request id '{id}' must have a {property}.");
}
