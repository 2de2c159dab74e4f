using LifecycleWorkflows.Internal;

namespace LifecycleWorkflows.Core.Tests;

public sealed class ViewTextTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 22, 9, 15, 0, TimeSpan.Zero);

    public static TheoryData<string> Kinds() =>
        [
            "Text",
            "Short",
            "Status",
            "Task",
            "ShortTask",
            "Subject",
            "ShortSubject",
            "User",
            "Time",
            "LongTime",
            "Due",
            "Elapsed",
            "Duration",
            "Json",
        ];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Nothing_is_shown_as_nothing(string kind) => Assert.Equal("", ViewText.Of[kind, null]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Texts_of_another_kind_of_value_steer_no_terminal(string kind) =>
        Assert.DoesNotContain('\u001b', ViewText.Of[kind, "a\u001b[31mb"]);

    [Fact]
    public void A_kind_that_is_not_known_is_a_mistake_in_a_view() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ViewText.Of["Tme", Moment]);

    [Theory]
    [InlineData("completed", "\u001b[32mcompleted\u001b[0m")]
    [InlineData("failed", "\u001b[91mfailed\u001b[0m")]
    [InlineData("completedWithErrors", "\u001b[33mcompletedWithErrors\u001b[0m")]
    [InlineData("inProgress", "\u001b[96minProgress\u001b[0m")]
    [InlineData("queued", "\u001b[90mqueued\u001b[0m")]
    [InlineData("newer", "newer")]
    public void A_status_has_its_color(string status, string text) => Assert.Equal(text, ViewText.Of["Status", status]);

    [Fact]
    public void Every_status_can_be_shown() =>
        Assert.All(
            [.. ProcessingStatus.Known, .. AccessPackageRequestState.Known],
            status => Assert.Contains(status, ViewText.Of["Status", status], StringComparison.Ordinal)
        );

    [Fact]
    public void What_is_overdue_is_red()
    {
        Assert.StartsWith(
            "\u001b[91m",
            ViewText.Of["Due", DateTimeOffset.UtcNow.AddHours(-1)],
            StringComparison.Ordinal
        );
        Assert.StartsWith("in ", ViewText.Of["Due", DateTimeOffset.UtcNow.AddHours(1)], StringComparison.Ordinal);
    }

    [Fact]
    public void A_width_is_kept() =>
        Assert.Equal(
            ("abcdefg\u2026", "abcdefghijk"),
            (ViewText.Of["Short", "abcdefghijk", 8], ViewText.Of["Short", "abcdefghijk"])
        );

    [Theory]
    [InlineData("11/22/2026 09:15:00 +00:00")]
    [InlineData("2026-11-22T09:15:00Z")]
    public void A_time_that_was_in_another_process_is_a_text_and_still_a_time(string text)
    {
        Assert.Equal(ViewText.Of["Time", Moment], ViewText.Of["Time", text]);
        Assert.Equal("1h30m", ViewText.Of["Elapsed", text, Moment.AddMinutes(90)]);
    }
}
