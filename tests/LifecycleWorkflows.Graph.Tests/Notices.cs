using System.Collections.Concurrent;

namespace LifecycleWorkflows.Graph.Tests;

internal sealed class Notices : INotices
{
    public ConcurrentQueue<string> Verbosities { get; } = [];

    public ConcurrentQueue<string> Debugs { get; } = [];

    public ConcurrentQueue<string> Warnings { get; } = [];

    public ConcurrentQueue<string> Told { get; } = [];

    public ConcurrentQueue<Progress> Progresses { get; } = [];

    public bool HearsVerbose { get; init; } = true;

    public bool HearsDebug { get; init; } = true;

    public void Verbose(string text) => Verbosities.Enqueue(text);

    public void Debug(string text) => Debugs.Enqueue(text);

    public void Warning(string text) => Warnings.Enqueue(text);

    public void Tell(string text) => Told.Enqueue(text);

    public void Do(Action work) => work();

    public void Progress(Progress progress) => Progresses.Enqueue(progress);
}
