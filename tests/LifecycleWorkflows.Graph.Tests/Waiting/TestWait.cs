namespace LifecycleWorkflows.Graph.Tests;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class TestWait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task UntilAsync(Func<bool> isSo)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, "It never came to that.");
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }
}
