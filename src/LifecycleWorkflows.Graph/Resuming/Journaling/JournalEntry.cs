using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Graph.Resuming.Journaling;

/// <summary>One line of a journal: that a callback will be sent, or its outcome.</summary>
/// <param name="At">The date and time of the line.</param>
/// <param name="Id">The ID of the item.</param>
/// <param name="Callout">The ID of the callout, if the item can have several.</param>
/// <param name="Path">The path of the item: the first format contained it instead of the ID.</param>
/// <param name="As">The content of the callback, such as Completed.</param>
/// <param name="State"><see cref="Sending"/>, or a <see cref="ResumeStatus"/>.</param>
internal sealed record JournalEntry(
    DateTimeOffset At,
    string? Id,
    string? Callout,
    [property: JsonPropertyName("item")] string? Path,
    string As,
    string State
)
{
    /// <summary>The state of a callback that will be sent.</summary>
    public const string Sending = "Sending";

    public static JournalEntry Of(ResumedItem item, string wish, string state, DateTimeOffset at) =>
        new(at, item.Id, item.Callout, null, wish, state);

    public int? Attempts { get; init; }

    public long? Milliseconds { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }

    /// <summary>Returns the outcome in the line.</summary>
    public ResumeResult Settled(ResumeStatus settlement) =>
        new(settlement, Attempts ?? 0, TimeSpan.FromMilliseconds(Milliseconds ?? 0), RequestId, null, At);
}
