using System.Runtime.CompilerServices;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Runtime;

namespace LifecycleWorkflows.PowerShell.Tests;

public sealed class BridgeTests : IDisposable
{
    private readonly RecordingPipeline _pipeline = new();
    private readonly CancellationTokenSource _stop = new();

    private PipelineDispatcher Bridge => field ??= new(_pipeline, _stop);

    public void Dispose() => _stop.Dispose();

    [Fact]
    public async Task Notices_are_written_by_the_waiting_thread_while_the_work_goes_on()
    {
        TaskCompletionSource written = new();
        Task<int> work = Task.Run(
            async () =>
            {
                Bridge.Verbose("one");
                while (_pipeline.Verbosities.Count == 0)
                    await Task.Yield();
                written.SetResult();
                Bridge.Warning("two");
                return 42;
            },
            TestContext.Current.CancellationToken
        );
        int thread = Environment.CurrentManagedThreadId;
        Assert.Equal(42, Bridge.Wait(work));
        Assert.Equal(thread, Assert.Single(_pipeline.Threads));
        Assert.Equal(["one"], _pipeline.Verbosities);
        Assert.Equal(["two"], _pipeline.Warnings);
        await written.Task;
    }

    [Fact]
    public void When_writing_throws_the_work_is_cancelled_and_has_settled_before_the_exception_goes_on()
    {
        bool settled = false;
        PipelineDispatcher bridge = new(new ThrowingPipeline(), _stop);
        Assert.Throws<StoppedException>(() => bridge.Wait(Work()));
        Assert.True(settled);
        Assert.True(_stop.IsCancellationRequested);

        async Task<int> Work()
        {
            await Task.Yield();
            bridge.Verbose("refused");
            try
            {
                await Task.Delay(Timeout.Infinite, bridge.Token);
                return 0;
            }
            finally
            {
                settled = true;
            }
        }
    }

    [Fact]
    public void Pulling_stops_the_source_when_the_consumer_stops()
    {
        int made = 0;
        bool disposed = false;
        async IAsyncEnumerable<int> Source([EnumeratorCancellation] CancellationToken token)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(1, token);
                    yield return ++made;
                }
            }
            finally
            {
                disposed = true;
            }
        }
        Assert.Equal([1, 2, 3], Bridge.Pull(Source(TestContext.Current.CancellationToken)).Take(3));
        Assert.Equal((3, true), (made, disposed));
    }

    [Fact]
    public void A_stop_ends_a_wait()
    {
        Task<int> work = Task.Delay(Timeout.Infinite, _stop.Token)
            .ContinueWith(task => task.IsCanceled ? throw new OperationCanceledException() : 0, TaskScheduler.Default);
        _stop.CancelAfter(20);
        Assert.ThrowsAny<OperationCanceledException>(() => Bridge.Wait(work));
    }

    [Fact]
    public void A_window_keeps_input_order_and_its_limit()
    {
        List<int> emitted = [];
        int running = 0,
            most = 0;
        OrderedTaskQueue<int> window = new(4, Bridge.Wait, emitted.Add);
        foreach (int number in Enumerable.Range(1, 40))
            window.Add(Work(number));
        window.Drain();
        Assert.Equal(Enumerable.Range(1, 40), emitted);
        Assert.InRange(most, 2, 4);

        async Task<int> Work(int number)
        {
            int present = Interlocked.Increment(ref running);
            most = Math.Max(most, present);
            await Task.Delay(number % 3 * 4, TestContext.Current.CancellationToken);
            Interlocked.Decrement(ref running);
            return number;
        }
    }

    [Fact]
    public void Work_is_done_on_the_pipelines_own_thread_while_it_waits()
    {
        int thread = 0;
        TaskCompletionSource<int> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        PipelineDispatcher bridge = Bridge;
        bridge.Wait(
            Task.Run(
                () =>
                {
                    bridge.RunOnPipelineThread(() => done.SetResult(thread = Environment.CurrentManagedThreadId));
                    return done.Task;
                },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Work_is_left_when_the_pipeline_was_stopped()
    {
        bool isDone = false;
        PipelineDispatcher bridge = Bridge;
        bridge.RunOnPipelineThread(() => isDone = true);
        _stop.Cancel();
        bridge.Wait(Task.CompletedTask);
        Assert.False(isDone);
    }

    [Fact]
    public void A_window_of_one_waits_for_each()
    {
        List<int> emitted = [];
        OrderedTaskQueue<int> window = new(1, Bridge.Wait, emitted.Add);
        window.Add(Task.FromResult(1));
        Assert.Equal([1], emitted);
    }

    private sealed class ThrowingPipeline : ICmdletRuntime
    {
        public bool ExpectingInput => false;

        public bool IsBoundExplicitly(string parameter) => false;

        public IReadOnlyDictionary<string, object?> ExplicitParameters => new Dictionary<string, object?>();

        public string FilePath(string parameter, string path) => throw new StoppedException();

        public void Output(object item) => throw new StoppedException();

        public void Error(CmdletError error) => throw new StoppedException();

        [System.Diagnostics.CodeAnalysis.DoesNotReturn]
        public void Fail(CmdletError error) => throw new StoppedException();

        public bool HearsVerbose => true;

        public void Verbose(string text) => throw new StoppedException();

        public bool HearsDebug => true;

        public void Debug(string text) => throw new StoppedException();

        public void Warning(string text) => throw new StoppedException();

        public void Tell(string text) => throw new StoppedException();

        public void Progress(ProgressReport progress) => throw new StoppedException();

        public bool ShouldProcess(string description, string question) => throw new StoppedException();
    }
}
