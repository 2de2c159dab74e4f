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
        Assert.Contains("The nearest are 'Onboard new hires', ", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Workflow", error.RecommendedAction, StringComparison.Ordinal);
        Assert.StartsWith("There is no workflow with the name or id 'leavers'. The nearest are 'Offboard leavers'", Assert.Throws<LifecycleWorkflowsException>(() => Find("leavers")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_ambiguous_name_is_an_error_that_lists_the_ids()
    {
        LifecycleWorkflowsException error = Assert.Throws<LifecycleWorkflowsException>(() => Find("Twice"));
        Assert.Equal(ErrorCondition.InvalidRequest, error.Condition);
        Assert.EndsWith(": 3, 4.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_looks_like_an_id_is_one() => Assert.Equal(
        (true, true, false), (new NameOrId("16e71b26-ebe6-5083-b539-bf226f56f02e").IsId, new NameOrId("x") { IsId = true }.IsId, new NameOrId("x").IsId));

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
    public void Durations_are_read_as_people_write_them(string text, double? minutes) => Assert.Equal(minutes, Durations.Parse(text)?.TotalMinutes);

    private static string Find(string text) => new NameOrId(text).IdAmong(Workflows, workflow => workflow.DisplayName, "Workflow", "workflow");
}
