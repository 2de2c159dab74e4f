using LifecycleWorkflows.Graph.Reading;

namespace LifecycleWorkflows.Graph.Tests;

public sealed class RecentItemsTests
{
    [Fact]
    public void What_came_by_lately_is_known_and_what_came_long_ago_is_forgotten()
    {
        RecentItems<int> recent = new(least: 2);
        Assert.Equal([true, false, true, false, false], new[] { 1, 1, 2, 1, 2 }.Select(recent.IsNew));
        Assert.Equal([true, false, true], new[] { 3, 1, 4 }.Select(recent.IsNew));
        Assert.Equal([true, false, false], new[] { 1, 3, 4 }.Select(recent.IsNew));
    }
}
