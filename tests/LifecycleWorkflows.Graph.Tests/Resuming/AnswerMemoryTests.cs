using LifecycleWorkflows.Graph.Resuming;

namespace LifecycleWorkflows.Graph.Tests;

/// <summary>What a run remembers, measured while no other test makes or frees anything.</summary>
[Collection(nameof(AnswerMemoryTests))]
[CollectionDefinition(nameof(AnswerMemoryTests), DisableParallelization = true)]
public sealed class AnswerMemoryTests
{
    [Fact]
    public async Task An_item_that_has_ended_takes_little_memory()
    {
        const int Items = 200_000,
            MostBytes = 150;
        using ResumeRun run = new(null);
        Notices notices = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int item = 0; item < Items; item++)
        {
            ResumeResult settled = new(
                ResumeStatus.Resumed,
                1,
                TimeSpan.FromMilliseconds(5),
                $"{Guid.NewGuid()}",
                null
            );
            FakeAnswer answer = new($"{Guid.NewGuid()}", () => Task.FromResult(settled));
            await run.SendAsync(answer, notices, TestContext.Current.CancellationToken);
        }
        Assert.InRange((GC.GetTotalMemory(forceFullCollection: true) - before) / Items, 1, MostBytes);
        GC.KeepAlive(run);
    }
}
