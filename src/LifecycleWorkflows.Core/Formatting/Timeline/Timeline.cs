using System.Globalization;

namespace LifecycleWorkflows.Internal;

/// <summary>
/// Draws runs in a terminal: one line for each task of each user, with a bar from its start to its end.
/// </summary>
/// <param name="width">The maximum number of cells in a line.</param>
/// <param name="cells">Returns the number of cells that a text takes.</param>
/// <param name="paint">Returns a text in a color, which is the name of a foreground color of $PSStyle.</param>
/// <param name="now">The end of the bars of unfinished tasks.</param>
internal sealed class Timeline(
    int width,
    Func<string, int> cells,
    Func<string, string, string> paint,
    DateTimeOffset now
)
{
    public const int LeastWidth = 60;

    private const int TookWidth = 6;

    public IEnumerable<string> Draw(IEnumerable<TimelineEntry> entries) =>
        entries
            .GroupBy(entry => entry.Run)
            .OrderBy(run => run.Min(Beginning))
            .SelectMany(run => Draw(run.Key, [.. run]));

    private IEnumerable<string> Draw(string run, TimelineEntry[] entries)
    {
        DateTimeOffset from = entries.Min(entry => entry.From) ?? now;
        DateTimeOffset to = entries.Max(Ending) ?? now;
        int status = Math.Max(10, entries.Max(entry => entry.Status.Length));
        int label = Math.Min(entries.Max(entry => cells(entry.Task)) + 2, width / 3);
        Scale scale = new(from, to, width - label - status - TookWidth - 3);

        yield return "";
        string title = entries[0].Workflow is { Length: > 0 } workflow ? $"{workflow}, " : "";
        string preview = entries[0].IsPreview ? " (preview)" : "";
        yield return Cut($"{title}run {(run.Length > 0 ? run : "unknown")}{preview}", width);
        yield return Cut(Summary(entries), width);
        yield return new string(' ', label + 1) + scale.Axis();
        foreach (
            IGrouping<string, TimelineEntry> user in entries
                .GroupBy(entry => entry.User)
                .OrderBy(user => user.Min(Beginning))
        )
        {
            yield return Cut(user.Key.Length > 0 ? user.Key : "(unknown user)", width);
            foreach (TimelineEntry entry in user.OrderBy(Beginning))
            {
                string color = DisplayText.Color(entry.Status) ?? "";
                string bar = scale.Bar(entry.From, Ending(entry), EndMarker(entry.Status));
                string gap = new(' ', status - entry.Status.Length);
                string line =
                    $"{Pad("  " + entry.Task, label)} {Colorize(color, bar)} {Colorize(color, entry.Status)}"
                    + $"{gap} {FormatDuration(entry), TookWidth}";
                yield return line.TrimEnd();
                if (entry.FailureReason.Length > 0)
                    yield return Colorize(color, Cut("    " + entry.FailureReason, width));
            }
        }
    }

    private static string Summary(TimelineEntry[] entries)
    {
        IEnumerable<string> statuses = entries
            .GroupBy(entry => entry.Status)
            .OrderByDescending(group => group.Count())
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"));
        return $"{Count(entries.DistinctBy(entry => entry.User).Count(), "user")}, {Count(entries.Length, "task")}: "
            + $"{string.Join(", ", statuses)}";
    }

    private static string Count(int count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private string FormatDuration(TimelineEntry entry) =>
        entry.From is { } from ? DisplayText.FormatDuration((Ending(entry) ?? now) - from) : "";

    private static DateTimeOffset Beginning(TimelineEntry entry) => entry.From ?? DateTimeOffset.MaxValue;

    private DateTimeOffset? Ending(TimelineEntry entry) =>
        entry.From is null ? null : entry.To ?? (ProcessingStatus.CanChange(entry.Status) ? now : entry.From);

    // The bar must show the status also without color.
    private static char EndMarker(string status) =>
        status switch
        {
            ProcessingStatus.Failed => '\u2573',
            _ when ProcessingStatus.CanChange(status) => '\u25BA',
            _ => Scale.Block,
        };

    private string Colorize(string color, string text) =>
        color.Length == 0 || text.Length == 0 ? text : paint(color, text);

    private string Pad(string text, int to)
    {
        string cut = Cut(text, to);
        return cut + new string(' ', Math.Max(0, to - cells(cut)));
    }

    private string Cut(string text, int most)
    {
        if (cells(text) <= most)
            return text;
        StringInfo characters = new(text);
        int length = Math.Min(characters.LengthInTextElements, most - 1);
        while (length > 0 && cells(characters.SubstringByTextElements(0, length)) > most - 1)
            length--;
        return characters.SubstringByTextElements(0, length) + '\u2026';
    }

    /// <summary>Maps a period to a number of cells.</summary>
    private sealed record Scale(DateTimeOffset From, DateTimeOffset To, int Width)
    {
        public const char Block = '\u2588';

        /// <summary>The start of the period above the first cell, and its duration above the last cell.</summary>
        public string Axis()
        {
            (string from, string to) = (DisplayText.Time(From), "+" + DisplayText.FormatDuration(To - From));
            return from + to.PadLeft(Math.Max(to.Length + 1, Width - from.Length));
        }

        public string Bar(DateTimeOffset? from, DateTimeOffset? to, char tip)
        {
            if (from is not { } beginning || to is not { } ending)
                return new string(' ', Width);
            int first = Cell(beginning);
            int last = Math.Max(first, Cell(ending));
            return new string(' ', first) + new string(Block, last - first) + tip + new string(' ', Width - last - 1);
        }

        private int Cell(DateTimeOffset time) =>
            To <= From
                ? 0
                : (int)Math.Clamp((time - From).Ticks * (double)(Width - 1) / (To - From).Ticks, 0, Width - 1);
    }
}
