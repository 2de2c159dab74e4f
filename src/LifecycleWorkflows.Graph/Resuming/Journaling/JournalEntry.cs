using System.Text.Json.Serialization;

namespace LifecycleWorkflows.Graph.Resuming.Journaling;

/// <summary>What a journal notes of one answer: that it is about to be sent, or how it ended.</summary>
/// <param name="At">When.</param>
/// <param name="Id">The id of what is answered.</param>
/// <param name="Callout">Which of its callouts, if it has several.</param>
/// <param name="Path">Its path: the first format had this in place of the id.</param>
/// <param name="As">What the answer says.</param>
/// <param name="State">That it is about to be sent, or a <see cref="ResumeStatus"/>.</param>
internal sealed record JournalEntry(
    DateTimeOffset At,
    string? Id,
    string? Callout,
    [property: JsonPropertyName("item")] string? Path,
    string As,
    string State
)
{
    /// <summary>The state of an answer that is about to be sent.</summary>
    public const string Sending = "Sending";

    public static JournalEntry Of(ResumedItem item, string wish, string state, DateTimeOffset at) =>
        new(at, item.Id, item.Callout, null, wish, state);

    public int? Attempts { get; init; }

    public long? Milliseconds { get; init; }

    public string? RequestId { get; init; }

    public string? Error { get; init; }

    /// <summary>How an answer ended, as the line has it.</summary>
    public ResumeResult Settled(ResumeStatus settlement) =>
        new(settlement, Attempts ?? 0, TimeSpan.FromMilliseconds(Milliseconds ?? 0), RequestId, null, At);
}
