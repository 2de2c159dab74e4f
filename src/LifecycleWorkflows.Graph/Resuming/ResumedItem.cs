using System.Security.Cryptography;
using System.Text;

namespace LifecycleWorkflows.Graph.Resuming;

/// <summary>
/// What an answer is for, however it was named: its kind, its id, and the callout, since an assignment request calls
/// out at each of its stages. The path that leads there, and the letter case and form of GUIDs, tell nothing.
/// </summary>
internal sealed record ResumedItem
{
    private const string Result = "task processing result";
    private const string Request = "access package assignment request";
    private const string Run = "run";

    private ResumedItem(string kind, string id, string? callout)
    {
        (Kind, Id) = (kind, Plain(id));
        Callout = string.IsNullOrEmpty(callout) ? null : Plain(callout);
    }

    public string Kind { get; }

    public string Id { get; }

    /// <summary>Which of several callouts is answered; null when there is one alone, or it was not told.</summary>
    public string? Callout { get; }

    /// <summary>Enough of it to know it again: a run can mention a million items.</summary>
    public Guid Key => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Kind}\0{Id}\0{Callout}")).AsSpan(0, 16));

    /// <summary>
    /// The same as if the callout had not been told: then it may be any of the item's callouts. Null when it was not.
    /// </summary>
    public ResumedItem? WithoutCallout => Callout is null ? null : new(Kind, Id, null);

    public static ResumedItem OfResult(string id) => new(Result, id, null);

    public static ResumedItem OfRun(string id) => new(Run, id, null);

    public static ResumedItem OfRequest(string id, string? callout) => new(Request, id, callout);

    /// <summary>
    /// The item at a path of the service, with the callout behind it if there is one; null when the path leads to none.
    /// </summary>
    public static ResumedItem? At(string path)
    {
        string[] segments = path.Split('/');
        if (segments.Length < 3)
            return null;
        string last = Uri.UnescapeDataString(segments[^1]);
        if (ResourceCollection.TaskProcessingResultsForResume.Match(segments.AsSpan(..^1)) is not null)
            return OfResult(last);
        if (ResourceCollection.AssignmentRequests.Match(segments.AsSpan(..^1)) is not null)
            return OfRequest(last, null);
        return ResourceCollection.AssignmentRequests.Match(segments.AsSpan(..^2)) is null
            ? null
            : OfRequest(Uri.UnescapeDataString(segments[^2]), last);
    }

    /// <returns>A text that is safe to show: kind and ids.</returns>
    public override string ToString() => Callout is null ? $"{Kind} {Id}" : $"{Kind} {Id} (callout {Callout})";

    private static string Plain(string id) => Guid.TryParse(id, out Guid guid) ? guid.ToString("D") : id;
}
