namespace LifecycleWorkflows.Core.Tests;

public sealed class NameOrIdTests
{
    private static readonly Workflow[] Workflows =
    [
        new() { Id = "1", DisplayName = "Onboard new hires" },
        new() { Id = "2", DisplayName = "Offboard leavers" },
        new() { Id = "3", DisplayName = "Twice" },
        new() { Id = "4", DisplayName = "twice" },
        new() { Id = "5" },
    ];

    [Theory]
    [InlineData("onboard NEW hires", "1")]
    [InlineData("5", "5")]
    public void One_is_meant(string text, string id) => Assert.Equal(id, Find(text));

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_nearest()
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Find("Onbord new hire"));
        Assert.Equal(ErrorCondition.NotFound, error.Condition);
        Assert.Contains("Similar names: 'Onboard new hires', ", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Workflow", error.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith(
            "No workflow has the name or ID 'leavers'. Similar names: 'Offboard leavers'",
            Assert.Throws<LifecycleWorkflowsException>(() => Find("leavers")).Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("sitting", "kitten,sittin,setting,s", "sittin setting kitten")]
    [InlineData("abcd", "bcde,abxcd,acbd,zzzz", "abxcd bcde acbd")]
    [InlineData("abcd", "ABCE,xabcdx,abce,abc", "xabcdx ABCE abc")]
    [InlineData("b", "xx,yyy,y,zzzz", "y xx yyy")]
    [InlineData("abc", ",a,abcabd,", "abcabd a ")]
    [InlineData("bcd", "xbce,bxx,zzzzzz", "xbce bxx zzzzzz")]
    [InlineData("Zoë", "zoe,zoex,", "zoe zoex ")]
    public void The_nearest_contain_the_name_or_take_the_fewest_changes(string text, string names, string nearest)
    {
        IEnumerable<Workflow> each = names
            .Split(',')
            .Select((name, index) => new Workflow { Id = $"{index}", DisplayName = name });
        Workflow[] workflows = [.. each];
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            new NameOrId(text).IdAmong(workflows, workflow => workflow.DisplayName, "Workflow", "workflow")
        );
        Assert.EndsWith(
            $" Similar names: {string.Join(", ", nearest.Split(' ').Select(name => $"'{name}'"))}.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_there_is_nothing_nothing_is_near()
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() =>
            new NameOrId("x").IdAmong<Workflow>([], workflow => workflow.DisplayName, "Workflow", "workflow")
        );
        Assert.Equal("No workflow has the name or ID 'x'.", error.Message);
    }

    [Fact]
    public void An_id_outweighs_a_name_and_is_taken_as_it_stands()
    {
        Workflow[] workflows =
        [
            new() { Id = "a", DisplayName = "b" },
            new() { Id = "b", DisplayName = "A" },
            new() { Id = "B", DisplayName = "c" },
        ];
        Assert.Equal(
            ["a", "b", "b", "B", "B"],
            new[] { "a", "A", "b", "B", "C" }.Select(text =>
                new NameOrId(text).IdAmong(workflows, workflow => workflow.DisplayName, "Workflow", "workflow")
            )
        );
    }

    [Fact]
    public void An_ambiguous_name_is_an_error_that_lists_the_ids()
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Find("Twice"));
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.EndsWith(": 3, 4.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_shown_as_it_was_given() => Assert.Equal("One", new NameOrId("One").ToString());

    [Fact]
    public void What_looks_like_an_id_is_one() =>
        Assert.Equal(
            (true, true, false),
            (
                new NameOrId("16e71b26-ebe6-5083-b539-bf226f56f02e").IsId,
                new NameOrId("x") { IsId = true }.IsId,
                new NameOrId("x").IsId
            )
        );

    [Theory]
    [InlineData("7d", 10080.0)]
    [InlineData("1d12h", 2160.0)]
    [InlineData("2W", 20160.0)]
    [InlineData("1.5h", 90.0)]
    [InlineData("90s", 1.5)]
    [InlineData("P1DT30M", 1470.0)]
    [InlineData("00:30:00", 30.0)]
    [InlineData("", null)]
    [InlineData("7", null)]
    [InlineData("7 days", null)]
    [InlineData("2026-01-01", null)]
    [InlineData("PX", null)]
    [InlineData("99999999999d", null)]
    public void Durations_are_read_as_people_write_them(string text, double? minutes) =>
        Assert.Equal(minutes, DurationParser.Parse(text)?.TotalMinutes);

    private static string Find(string text) =>
        new NameOrId(text).IdAmong(Workflows, workflow => workflow.DisplayName, "Workflow", "workflow");
}
