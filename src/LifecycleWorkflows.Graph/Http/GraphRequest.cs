using System.Globalization;

namespace LifecycleWorkflows.Graph.Http;

/// <summary>A request as a value: everything that is known before it is sent.</summary>
/// <param name="Operation">What it is for.</param>
/// <param name="Path">What it is about.</param>
/// <param name="Uri">The absolute address.</param>
/// <param name="Body">The JSON to send; null for none.</param>
internal sealed record GraphRequest(GraphOperation Operation, ResourcePath Path, Uri Uri, byte[]? Body = null)
{
    /// <summary>The method; that of a read, or of an action if there is a body, unless it's another.</summary>
    public HttpMethod Method { get; init; } = Body is null ? HttpMethod.Get : HttpMethod.Post;

    /// <summary>Method and path, without the query: safe to show.</summary>
    public string Label => $"{Method} {Path}";

    /// <summary>Whether it changes nothing. That is so of every GET, and of a few actions.</summary>
    public bool IsRead
    {
        get => field || Method == HttpMethod.Get;
        init;
    }

    /// <summary>
    /// Whether a second one changes nothing that the first did not: a read, a PATCH with absolute values, a DELETE.
    /// </summary>
    public bool IsRepeatable => IsRead || Method == HttpMethod.Patch || Method == HttpMethod.Delete;

    /// <summary>Whether the address has a filter, an order or a selection in the user's own words.</summary>
    public bool HasUserOptions { get; init; }

    /// <summary>Whether the address is a link that the service gave, to a later page of a list.</summary>
    public bool IsLaterPage { get; init; }

    /// <summary>One id for the call, the same in all of its attempts.</summary>
    public string ClientRequestId { get; } = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
}
