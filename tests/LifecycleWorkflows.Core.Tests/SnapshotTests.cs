using System.Globalization;
using System.Text.RegularExpressions;
using LifecycleWorkflows.Internal;
using LifecycleWorkflows.Reports;
using LifecycleWorkflows.Tests;

namespace LifecycleWorkflows.Core.Tests;

/// <summary>What a person sees, whole, so that a change to it is seen as well.</summary>
public sealed partial class SnapshotTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_timeline_looks_as_it_did()
    {
        Timeline timeline = new(100, Cells, (_, text) => text, Start.AddHours(2));
        TimelineEntry[] entries =
        [
            Entry("Adele", "Create mailbox", "completed", 0, 12),
            Entry("Adele", "Add user to groups", "completed", 12, 40),
            Entry("Adele", "Send welcome mail", "inProgress", 40, null),
            Entry("Grady", "Create mailbox", "failed", 2, 55) with
            {
                FailureReason = "The custom task extension reported that its operation failed.",
            },
            Entry("Grady", "Add user to groups", "queued", null, null),
            Entry("", "Create mailbox", "canceled", 30, 30) with
            {
                Run = "r2",
                Workflow = "",
            },
        ];
        Snapshot.Matches(Snapshot.File("Timeline.txt"), timeline.Draw(entries).Select(WithoutTimes));
    }

    [Fact]
    public void A_report_looks_as_it_did()
    {
        string page = ReportPage.Of(ReportTests.Report("AdeleV@contoso.com", "Create mailbox")).ToString();
        string body = Style().Replace(page, "<style>").Replace("><", ">\n<", StringComparison.Ordinal);
        // What waits has waited until now.
        string stable = Days().Replace(WithoutTimes(body), "#d##h");
        Snapshot.Matches(Snapshot.File("Report.html"), [stable]);
    }

    [Fact]
    public void Error_messages_are_as_they_were() =>
        Snapshot.Matches(Snapshot.File("ErrorMessages.txt"), ErrorSamples.Of(typeof(Resource).Assembly));

    private static TimelineEntry Entry(string user, string task, string status, int? from, int? to) =>
        new("r1", "Onboard new hires", user, task, status, At(from), At(to), "");

    private static DateTimeOffset? At(int? minute) => minute is null ? null : Start.AddMinutes(minute.Value);

    private static int Cells(string text) => new StringInfo(text).LengthInTextElements;

    /// <summary>Times of day are shown in the zone of the machine.</summary>
    private static string WithoutTimes(string text) => Zone().Replace(TimeOfDay().Replace(text, "hh:mm"), "zone z");

    [GeneratedRegex(@"(?<![\d:T])\d\d:\d\d(?![\d:.])")]
    private static partial Regex TimeOfDay();

    [GeneratedRegex(@"zone (&#x2B;|-)\S+")]
    private static partial Regex Zone();

    [GeneratedRegex(@"\b\d+d\d\dh\b")]
    private static partial Regex Days();

    [GeneratedRegex("<style>[^<]*")]
    private static partial Regex Style();
}
