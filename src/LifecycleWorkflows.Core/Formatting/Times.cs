using System.Globalization;

namespace LifecycleWorkflows;

/// <summary>Points in time as people write them: ISO 8601, which means the same whatever the culture is.</summary>
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
    /// A date, or a date and a time; without an offset it is this machine's local time. Null when it is anything else.
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
