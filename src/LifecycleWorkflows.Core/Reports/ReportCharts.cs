using System.Globalization;

namespace LifecycleWorkflows.Reports;

/// <summary>
/// Draws the charts of a report. They contain their numbers as text, so that color and length aren't the only
/// information.
/// </summary>
internal static class ReportCharts
{
    private const double Width = 720;
    private const double PlotHeight = 160;
    private const double Top = 12;
    private const double Left = 40;

    /// <summary>The final statuses in the order of the stacks. All other statuses are combined at the end.</summary>
    private static readonly string[] Stacked =
    [
        ProcessingStatus.Completed,
        ProcessingStatus.CompletedWithErrors,
        ProcessingStatus.Failed,
        ProcessingStatus.InProgress,
    ];

    private const string Other = "other";

    /// <summary>Draws the runs by day and status.</summary>
    public static Html RunsOverTime(IEnumerable<Run> runs, DateOnly first, DateOnly last)
    {
        ILookup<DateOnly, string> byDay = runs.ToLookup(
            Day,
            run => Stacked.Contains(run.ProcessingStatus) ? run.ProcessingStatus : Other
        );
        DateOnly[] days = [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
        int most = Math.Max(1, days.Max(day => byDay[day].Count()));
        double column = (Width - Left) / days.Length;
        double thickness = Math.Min(column * 0.7, 48);
        int step = (days.Length + 9) / 10;
        return Html.Of(
            $"""
            <figure><svg viewBox="0 0 {Width} {PlotHeight + Top + 24}" role="img" aria-label="Runs by day and status">
            {Gridlines(most)}
            {days.Select(
                (day, index) =>
                    Column(byDay[day], Left + (index * column) + ((column - thickness) / 2), thickness, most, day)
            )}
            {days.Select(
                (day, index) =>
                    index % step > 0
                        ? default
                        : Html.Of(
                            $"""<text class="axis" text-anchor="middle" x="{Left + ((index + 0.5) * column)}" """
                                + $"""y="{Top + PlotHeight + 18}">{Text(day)}</text>"""
                        )
            )}
            </svg><figcaption>{Stacked.Append(Other).Select(status =>
                Html.Of($"<span class=\"key {status}\"></span>{status} ")
            )}</figcaption></figure>
            """
        );
    }

    /// <summary>Draws a table of bars, each with its label and number.</summary>
    public static Html Bars(string status, IReadOnlyList<ChartBar> bars)
    {
        double most = bars.Max(bar => bar.Value);
        return Html.Of($"<table class=\"bars\"><tbody>{bars.Select(bar => Row(bar, most, status))}</tbody></table>");
    }

    private static IEnumerable<Html> Gridlines(int most)
    {
        int step = Step(most);
        for (int value = 0; value <= most; value += step)
        {
            double y = Top + PlotHeight - (PlotHeight * value / most);
            yield return Html.Of(
                $"""<line class="grid" x1="{Left}" x2="{Width}" y1="{y}" y2="{y}"/>"""
                    + $"""<text class="axis" text-anchor="end" x="{Left - 6}" y="{y + 4}">{value}</text>"""
            );
        }
    }

    // One, two, or five times a power of ten, so that there are at most five lines.
    private static int Step(int most)
    {
        int magnitude = 1;
        while (true)
        {
            foreach (int factor in (int[])[1, 2, 5])
            {
                if (most / (magnitude * factor) <= 5)
                    return magnitude * factor;
            }
            magnitude *= 10;
        }
    }

    private static Html Column(IEnumerable<string> statuses, double x, double thickness, int most, DateOnly day)
    {
        ILookup<string, string> byStatus = statuses.ToLookup(status => status);
        double y = Top + PlotHeight;
        List<Html> parts = [];
        foreach (string status in Stacked.Append(Other).Where(byStatus.Contains))
        {
            int count = byStatus[status].Count();
            double height = PlotHeight * count / most;
            y -= height;
            parts.Add(
                Html.Of(
                    $"""<rect class="{status}" x="{x}" y="{y}" width="{thickness}" height="{height}">"""
                        + $"<title>{Text(day)}: {count} {status}</title></rect>"
                )
            );
        }
        return Html.Of($"{parts}");
    }

    private static Html Row(ChartBar bar, double most, string status)
    {
        double width = Math.Max(0.5, most > 0 ? 100 * bar.Value / most : 0);
        return Html.Of(
            $"""
            <tr><td><bdi>{bar.Label}</bdi> <span class="count"><bdi>{bar.Detail}</bdi></span></td>
            <td><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="{status}" width="{width}" height="10"/></svg></td><td class="number">{bar.Text}</td></tr>

            """
        );
    }

    private static DateOnly Day(Run run) =>
        DateOnly.FromDateTime((run.StartedDateTime ?? run.ScheduledDateTime ?? default).ToLocalTime().DateTime);

    private static string Text(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);
}
