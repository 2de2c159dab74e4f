using System.Globalization;
using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Core.Tests;

public sealed class TimelineTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_bar_begins_and_ends_where_its_task_did()
    {
        string[] lines = Draw(60, Entry("a", "completed", 0, 30), Entry("b", "completed", 30, 60));
        int width = lines[3].Length - lines[3].IndexOf(lines[3].Trim()[0], StringComparison.Ordinal);
        (string first, string second) = (Bar(lines[5]), Bar(lines[6]));
        Assert.Equal(0, first.IndexOf('█', StringComparison.Ordinal));
        Assert.Equal(width - 1, second.LastIndexOf('█'));
        Assert.InRange(second.IndexOf('█', StringComparison.Ordinal) - first.LastIndexOf('█'), 0, 1);

        string Bar(string line) => line[(line.Length - line.TrimStart().Length + 2)..(4 + width)];
    }

    [Theory]
    [InlineData("completed", 10, '█')]
    [InlineData("failed", 10, '╳')]
    [InlineData("inProgress", null, '►')]
    [InlineData("someday", null, '►')]
    public void How_it_ended_is_seen_without_colour(string status, int? end, char tip)
    {
        string line = Draw(60, Entry("a", status, 0, end))[5];
        Assert.Equal(tip, line[line.LastIndexOfAny(['█', '╳', '►'])]);
        Assert.Contains(status, line, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_not_begun_has_no_bar()
    {
        string line = Draw(60, Entry("a", "queued", null, null), Entry("b", "completed", 0, 1))[6];
        Assert.Matches("^  a +queued$", line);
    }

    [Fact]
    public void A_preview_says_that_it_is_one()
    {
        Assert.EndsWith(
            "run r (preview)",
            Draw(60, Entry("a", "completed", 0, 1) with { Run = "r", IsPreview = true })[1]
        );
        Assert.EndsWith("run r", Draw(60, Entry("a", "completed", 0, 1) with { Run = "r" })[1]);
    }

    [Fact]
    public void A_failure_says_why_below()
    {
        string[] lines = Draw(60, Entry("a", "failed", 0, 1) with { FailureReason = new('x', 200) });
        Assert.Equal($"    {new string('x', 55)}…", lines[6]);
    }

    [Fact]
    public void Runs_and_users_stand_together_by_when_they_began()
    {
        string[] lines = Draw(
            80,
            Entry("late", "completed", 50, 60) with
            {
                Run = "2",
            },
            Entry("b2", "completed", 3, 4) with
            {
                User = "bea",
            },
            Entry("a1", "completed", 5, 6) with
            {
                User = "ann",
            },
            Entry("b1", "completed", 1, 2) with
            {
                User = "bea",
            }
        );
        Assert.Equal(
            ["run 1", "bea", "b1", "b2", "ann", "a1", "run 2", "nobody", "late"],
            lines
                .Where(line =>
                    line.Length > 0
                    && !line.Contains('+', StringComparison.Ordinal)
                    && !line.Contains(" task", StringComparison.Ordinal)
                )
                .Select(line => line.StartsWith("run", StringComparison.Ordinal) ? line : line.Trim().Split(' ')[0])
        );
        Assert.Contains("2 users, 3 tasks: 3 completed", lines);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        string wide = string.Concat(Enumerable.Repeat("任务", 60));
        Timeline timeline = new(width, Cells, (_, text) => text, Start.AddDays(40));
        string[] lines =
        [
            .. timeline.Draw([
                new(wide, wide, wide, wide, "completedWithErrors", Start, Start.AddDays(30), wide),
                new("", "", "", "", "", null, null, ""),
                new("3", "", "", "x", "failed", Start, Start.AddDays(-1), ""),
                new("4", "", "", "x", "inProgress", Start.AddDays(50), null, ""),
            ]),
        ];
        Assert.All(lines, line => Assert.InRange(Cells(line), 0, width));

        static int Cells(string text) => text.Sum(c => c >= '\u4E00' && c <= '\u9FFF' ? 2 : 1);
    }

    [Fact]
    public void Only_what_has_a_colour_is_painted()
    {
        List<string> colors = [];
        Timeline timeline = new(
            80,
            text => text.Length,
            (color, text) =>
            {
                colors.Add(color);
                return text;
            },
            Start.AddHours(1)
        );
        Assert.NotEmpty(timeline.Draw([Entry("a", "failed", 0, 1), Entry("b", "someday", 0, 1)]).ToArray());
        Assert.Equal(["BrightRed", "BrightRed"], colors);
    }

    private static TimelineEntry Entry(string task, string status, int? from, int? to) =>
        new(
            "1",
            "",
            "nobody",
            task,
            status,
            from is { } minute ? Start.AddMinutes(minute) : null,
            to is { } end ? Start.AddMinutes(end) : null,
            ""
        );

    private static string[] Draw(int width, params TimelineEntry[] entries) =>
        [
            .. new Timeline(
                width,
                text => new StringInfo(text).LengthInTextElements,
                (_, text) => text,
                Start.AddHours(1)
            ).Draw(entries),
        ];
}
