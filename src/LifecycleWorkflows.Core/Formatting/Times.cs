using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>Parses dates and times in ISO 8601, which don't depend on the culture.</summary>
internal static class Times
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        .. from day in new[] { "yyyy-MM-dd'T'", "yyyy-MM-dd " }
        from time in new[] { "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
        from offset in new[] { "K", " zzz" }
        select day + time + offset,
    ];

    /// <summary>
    /// Parses a date, or a date and time; without an offset, it's local time. Null if the text isn't valid.
    /// </summary>
    public static DateTimeOffset? Parse(string text) =>
        DateTimeOffset.TryParseExact(
            text.Trim(),
            Formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeLocal,
            out DateTimeOffset time
        )
            ? time
            : null;
}
