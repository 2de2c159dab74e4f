using System.Collections.Concurrent;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.Graph.Tests;

internal sealed class Notices : IOperationHost
{
    public ConcurrentQueue<string> Verbosities { get; } = [];

    public ConcurrentQueue<string> Debugs { get; } = [];

    public ConcurrentQueue<string> Warnings { get; } = [];

    public ConcurrentQueue<string> Told { get; } = [];

    public ConcurrentQueue<ProgressReport> Progresses { get; } = [];

    public bool IsVerboseEnabled { get; init; } = true;

    public bool IsDebugEnabled { get; init; } = true;

    public void Verbose(string text) => Verbosities.Enqueue(text);

    public void Debug(string text) => Debugs.Enqueue(text);

    public void Warning(string text) => Warnings.Enqueue(text);

    public void Tell(string text) => Told.Enqueue(text);

    public void RunOnPipelineThread(Action work) => work();

    public void Progress(ProgressReport progress) => Progresses.Enqueue(progress);
}
