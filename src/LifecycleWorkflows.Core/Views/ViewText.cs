using System.ComponentModel;
using System.Globalization;

namespace LifecycleWorkflows.Internal;

/// <summary>What the columns of the formatted views show. Not for scripts.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    /// <summary>A time in the reader's own zone, to the minute. Without the year: the service keeps results for 30 days.</summary>
    /// <param name="time">A time; null gives an empty cell.</param>
    /// <returns>Such as <c>22 Nov 09:15</c>.</returns>
    public static string Time(DateTimeOffset? time) => time?.ToLocalTime().ToString("dd MMM HH:mm", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The time between two moments, to now while the second is missing, in the two largest units.</summary>
    /// <param name="from">The beginning; null gives an empty cell.</param>
    /// <param name="to">The end; null means that it goes on.</param>
    /// <returns>Such as <c>2d03h</c>, <c>1h05m</c>, <c>4m09s</c> or <c>12s</c>.</returns>
    public static string Elapsed(DateTimeOffset? from, DateTimeOffset? to) => from is null ? "" : Span((to ?? DateTimeOffset.UtcNow) - from.Value);

    /// <summary>A length of time in its two largest units.</summary>
    /// <param name="span">The length of time; a negative one counts as nothing.</param>
    /// <returns>Such as <c>1h05m</c>, or milliseconds below one second.</returns>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 1 } => Text($"{span.Days}d{span.Hours:00}h"),
        { TotalHours: >= 1 } => Text($"{span.Hours}h{span.Minutes:00}m"),
        { TotalMinutes: >= 1 } => Text($"{span.Minutes}m{span.Seconds:00}s"),
        { TotalSeconds: >= 1 } => Text($"{span.Seconds}s"),
        { Ticks: > 0 } => Text($"{span.TotalMilliseconds:0}ms"),
        _ => "0s",
    };

    /// <summary>Who it was for: the sign-in name, else the name for display, else the id.</summary>
    /// <param name="subject">The user; null gives an empty cell.</param>
    /// <returns>The most telling text there is.</returns>
    public static string Subject(Subject? subject) => subject is null ? "" : subject.UserPrincipalName ?? subject.DisplayName ?? subject.Id;

    /// <summary>Which task it was: its name for display, else its id.</summary>
    /// <param name="task">The task; null gives an empty cell.</param>
    /// <returns>The most telling text there is.</returns>
    public static string Task(WorkflowTask? task) => task is null ? "" : task.DisplayName ?? task.Id;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
