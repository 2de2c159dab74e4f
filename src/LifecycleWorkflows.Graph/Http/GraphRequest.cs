using System.Globalization;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>A request as a value: everything that is known before it is sent.</summary>
/// <param name="Operation">What it is for.</param>
/// <param name="Path">What it is about.</param>
/// <param name="Uri">The absolute address.</param>
/// <param name="Body">The JSON to send; null for a read.</param>
internal sealed record GraphRequest(GraphOperation Operation, ResourcePath Path, Uri Uri, byte[]? Body = null)
{
    /// <summary>Method and path, without the query: safe to show.</summary>
    public string Label => $"{(IsRead ? "GET" : "POST")} {Path}";

    public bool IsRead => Body is null;

    /// <summary>One id for the call, the same in all of its attempts.</summary>
    public string ClientRequestId { get; } = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
}
