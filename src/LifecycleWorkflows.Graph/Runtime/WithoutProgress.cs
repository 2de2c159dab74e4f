namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>A host without progress, because the progress of many lists at once isn't helpful.</summary>
internal sealed class WithoutProgress(IOperationHost notices) : IOperationHost
{
    public bool IsVerboseEnabled => notices.IsVerboseEnabled;

    public void Verbose(string text) => notices.Verbose(text);

    public bool IsDebugEnabled => notices.IsDebugEnabled;

    public void Debug(string text) => notices.Debug(text);

    public void Warning(string text) => notices.Warning(text);

    public void Tell(string text) => notices.Tell(text);

    public void RunOnPipelineThread(Action work) => notices.RunOnPipelineThread(work);

    public void Progress(ProgressReport progress) { }
}
