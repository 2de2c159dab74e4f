using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LifecycleWorkflows.Internal;

/// <summary>What the columns of the formatted views show. Not for scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// A time in the reader's own zone, to the minute. Without the year: the service keeps results for 30 days.
    /// </summary>
    /// <param name="time">A time; null gives an empty cell.</param>
    /// <returns>Such as <c>22 Nov 09:15</c>.</returns>
    public static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("dd MMM HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The time between two moments, to now while the second is missing, in the two largest units.</summary>
    /// <param name="from">The beginning; null gives an empty cell.</param>
    /// <param name="to">The end; null means that it goes on.</param>
    /// <returns>Such as <c>2d03h</c>, <c>1h05m</c>, <c>4m09s</c> or <c>12s</c>.</returns>
    public static string Elapsed(DateTimeOffset? from, DateTimeOffset? to) =>
        from is null ? "" : FormatDuration((to ?? DateTimeOffset.UtcNow) - from.Value);

    /// <summary>A length of time in its two largest units.</summary>
    /// <param name="span">The length of time; a negative one counts as nothing.</param>
    /// <returns>Such as <c>1h05m</c>, or milliseconds below one second.</returns>
    public static string FormatDuration(TimeSpan span) =>
        span switch
        {
            { TotalDays: >= 1 } => Text($"{span.Days}d{span.Hours:00}h"),
            { TotalHours: >= 1 } => Text($"{span.Hours}h{span.Minutes:00}m"),
            { TotalMinutes: >= 1 } => Text($"{span.Minutes}m{span.Seconds:00}s"),
            { TotalSeconds: >= 1 } => Text($"{span.Seconds}s"),
            { Ticks: > 0 } => Text($"{span.TotalMilliseconds:0}ms"),
            _ => "0s",
        };

    /// <summary>A time in the reader's own zone, in full.</summary>
    /// <param name="time">A time; null gives an empty line.</param>
    /// <returns>Such as <c>2026-11-22 09:15:00 +01:00</c>.</returns>
    public static string LongTime(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>How far a moment is from now.</summary>
    /// <param name="time">A time; null gives an empty cell.</param>
    /// <returns>Such as <c>in 12m30s</c> or <c>5m00s ago</c>.</returns>
    public static string RelativeTime(DateTimeOffset? time) =>
        time is not { } moment ? ""
        : moment - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? $"in {FormatDuration(left)}"
        : $"{FormatDuration(DateTimeOffset.UtcNow - moment)} ago";

    /// <summary>The colour of a status: the name of one of the foreground colours of $PSStyle.</summary>
    /// <param name="status">A status in the wire's spelling.</param>
    /// <returns>A name; null for a status that this module does not know.</returns>
    public static string? Color(string? status) =>
        status switch
        {
            ProcessingStatus.Completed or AccessPackageRequestState.Delivered => "Green",
            ProcessingStatus.Failed or AccessPackageRequestState.DeliveryFailed or AccessPackageRequestState.Denied =>
                "BrightRed",
            ProcessingStatus.CompletedWithErrors
            or ProcessingStatus.Quarantined
            or AccessPackageRequestState.PartiallyDelivered => "Yellow",
            ProcessingStatus.InProgress
            or AccessPackageRequestState.Submitted
            or AccessPackageRequestState.PendingApproval
            or AccessPackageRequestState.Delivering => "BrightCyan",
            ProcessingStatus.Queued
            or ProcessingStatus.Canceled
            or ProcessingStatus.Canceling
            or AccessPackageRequestState.Scheduled => "BrightBlack",
            _ => null,
        };

    /// <summary>
    /// A text as it can be shown in a terminal: what would steer it, or turn the direction of what follows, becomes
    /// visible instead.
    /// </summary>
    /// <param name="text">Any text; null gives an empty one.</param>
    /// <returns>A text without control characters, on one line.</returns>
    public static string Sanitize(string? text) =>
        text is null ? ""
        : text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '\uFFFD' : c))
        : text;

    /// <summary>A text that is short enough for a table.</summary>
    /// <param name="text">Any text; null gives an empty cell.</param>
    /// <param name="most">How many characters are shown at most.</param>
    /// <returns>The text, its last character an ellipsis when there were more.</returns>
    public static string Truncate(string? text, int most = 26)
    {
        string plain = Sanitize(text);
        StringInfo characters = new(plain);
        return characters.LengthInTextElements <= most
            ? plain
            : characters.SubstringByTextElements(0, most - 1) + "\u2026";
    }

    /// <summary>An object of the service that the module has no record for, on one line.</summary>
    /// <param name="value">A dictionary, or a list of them; null gives an empty text.</param>
    /// <returns>JSON, in which nothing can steer a terminal.</returns>
    public static string Json(object? value) =>
        value is null ? "" : Sanitize(JsonSerializer.Serialize(value, value.GetType(), Readable));

    /// <summary>Who it was for: the sign-in name, else the name for display, else the id.</summary>
    /// <param name="subject">The user; null gives an empty cell.</param>
    /// <returns>The most telling text there is.</returns>
    public static string Subject(Subject? subject) =>
        subject is null ? "" : Sanitize(subject.UserPrincipalName ?? subject.DisplayName ?? subject.Id);

    /// <summary>The same in a cell of a table, where the beginning of an id suffices to tell users apart.</summary>
    /// <param name="subject">The user; null gives an empty cell.</param>
    /// <returns>A name, cut if need be, or the first part of an id.</returns>
    public static string User(Subject? subject) =>
        subject is { UserPrincipalName: null, DisplayName: null } && Guid.TryParse(subject.Id, out _)
            ? subject.Id[..8] + "\u2026"
            : Truncate(Subject(subject));

    /// <summary>Which task it was: its name for display, else its id.</summary>
    /// <param name="task">The task; null gives an empty cell.</param>
    /// <returns>The most telling text there is.</returns>
    public static string Task(WorkflowTask? task) => task is null ? "" : Sanitize(task.DisplayName ?? task.Id);

    // The marks that embed, override or isolate a direction; a name in Hebrew or Arabic needs none.
    private static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
