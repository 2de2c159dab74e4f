using System.ComponentModel;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LifecycleWorkflows.Internal;

/// <summary>Returns the text of columns in the formatted views. Don't use it in scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DisplayText
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// A date and time in the local time zone, without the year because the service keeps results for 30 days.
    /// </summary>
    /// <param name="time">The date and time; null for an empty cell.</param>
    /// <returns>A text such as <c>22 Nov 09:15</c>.</returns>
    public static string Time(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("dd MMM HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The duration between two times in the two largest units; until now if the second is null.</summary>
    /// <param name="from">The start; null for an empty cell.</param>
    /// <param name="to">The end; null for now.</param>
    /// <returns>A text such as <c>2d03h</c>, <c>1h05m</c>, <c>4m09s</c>, or <c>12s</c>.</returns>
    public static string Elapsed(DateTimeOffset? from, DateTimeOffset? to) =>
        from is null ? "" : FormatDuration((to ?? DateTimeOffset.UtcNow) - from.Value);

    /// <summary>A duration in its two largest units.</summary>
    /// <param name="span">The duration; a negative duration counts as zero.</param>
    /// <returns>A text such as <c>1h05m</c>, or milliseconds if it's shorter than one second.</returns>
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

    /// <summary>A date and time in the local time zone, with the year and the offset.</summary>
    /// <param name="time">The date and time; null for an empty text.</param>
    /// <returns>A text such as <c>2026-11-22 09:15:00 +01:00</c>.</returns>
    public static string LongTime(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture) ?? "";

    /// <summary>When a workflow was quarantined, in the local time zone.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <returns>A text such as <c>22 Nov 09:15</c>; empty if the workflow isn't quarantined.</returns>
    public static string Quarantine(Workflow workflow) =>
        !workflow.IsQuarantined ? ""
        : workflow.QuarantinedDateTime is { } time ? Time(time)
        : "yes";

    /// <summary>A date and time relative to now.</summary>
    /// <param name="time">The date and time; null for an empty cell.</param>
    /// <returns>A text such as <c>in 12m30s</c> or <c>5m00s ago</c>.</returns>
    public static string RelativeTime(DateTimeOffset? time) =>
        time is not { } moment ? ""
        : moment - DateTimeOffset.UtcNow is { Ticks: > 0 } left ? $"in {FormatDuration(left)}"
        : $"{FormatDuration(DateTimeOffset.UtcNow - moment)} ago";

    /// <summary>A status, and whether it is only that of a preview.</summary>
    /// <param name="status">The status.</param>
    /// <param name="isPreview">Whether it's that of a preview; null if that isn't known.</param>
    /// <returns>A text such as <c>completed (preview)</c>.</returns>
    public static string Status(string? status, bool? isPreview) =>
        isPreview == true ? $"{Sanitize(status)} (preview)" : Sanitize(status);

    /// <summary>The color of a status.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The name of a foreground color of $PSStyle; null for an unknown status.</returns>
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
    /// A text that is safe to show in a terminal: control characters, and characters that change the text direction,
    /// are replaced by visible characters.
    /// </summary>
    /// <param name="text">The text; null for an empty text.</param>
    /// <returns>The text on one line, without control characters.</returns>
    public static string Sanitize(string? text) =>
        text is null ? ""
        : text.Any(IsUnsafe) ? string.Concat(text.Select(c => IsUnsafe(c) ? '\uFFFD' : c))
        : text;

    /// <summary>A text that is short enough for a table.</summary>
    /// <param name="text">The text; null for an empty cell.</param>
    /// <param name="most">The maximum number of characters.</param>
    /// <returns>The text. If it was longer, the last character is an ellipsis.</returns>
    public static string Truncate(string? text, int most = 26)
    {
        string plain = Sanitize(text);
        StringInfo characters = new(plain);
        return characters.LengthInTextElements <= most
            ? plain
            : characters.SubstringByTextElements(0, most - 1) + "\u2026";
    }

    /// <summary>An object of the service for which the module has no type, as JSON on one line.</summary>
    /// <param name="value">A dictionary, or a list of dictionaries; null for an empty text.</param>
    /// <returns>JSON that is safe to show in a terminal.</returns>
    public static string Json(object? value) =>
        value is null ? "" : Sanitize(JsonSerializer.Serialize(value, value.GetType(), Readable));

    /// <summary>The user principal name of a user, or else the display name, or else the ID.</summary>
    /// <param name="subject">The user; null for an empty cell.</param>
    /// <returns>The first of these that isn't empty.</returns>
    public static string Subject(Subject? subject) =>
        subject is null ? "" : Sanitize(subject.UserPrincipalName ?? subject.DisplayName ?? subject.Id);

    /// <summary>A user in a table cell: a name, or the beginning of the ID.</summary>
    /// <param name="subject">The user; null for an empty cell.</param>
    /// <returns>The name, truncated if it's too long, or the first part of the ID.</returns>
    public static string User(Subject? subject) =>
        subject is { UserPrincipalName: null, DisplayName: null } && Guid.TryParse(subject.Id, out _)
            ? subject.Id[..8] + "\u2026"
            : Truncate(Subject(subject));

    /// <summary>The display name of a task, or else the ID.</summary>
    /// <param name="task">The task; null for an empty cell.</param>
    /// <returns>The first of these that isn't empty.</returns>
    public static string Task(WorkflowTask? task) => task is null ? "" : Sanitize(task.DisplayName ?? task.Id);

    /// <summary>Whether a character changes more in a terminal than its own place.</summary>
    /// <param name="c">The character.</param>
    /// <returns>
    /// True for control characters, for line separators, and for what embeds, overrides, or isolates a text direction,
    /// which a name in Hebrew or Arabic doesn't need.
    /// </returns>
    internal static bool IsUnsafe(char c) =>
        char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
