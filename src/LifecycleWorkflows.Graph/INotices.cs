namespace LifecycleWorkflows.Graph;

/// <summary>The pipeline that waits for work: where word of what is going on goes, and whose thread can be asked to do something. Called from any thread.</summary>
internal interface INotices
{
    void Verbose(string text);

    void Warning(string text);

    /// <summary>Says something that a person must see to go on.</summary>
    void Tell(string text);

    void Progress(Progress progress);

    /// <summary>Has the pipeline's own thread do something while it waits. A pipeline that has ended never does it.</summary>
    void Do(Action work);
}

/// <summary>How far a piece of work is. It ends with a last one that is completed.</summary>
internal sealed record Progress(string Activity, string Status, bool IsCompleted = false);

/// <summary>Notices without progress: that of many listings at once tells nothing.</summary>
internal sealed class SilentProgress(INotices notices) : INotices
{
    public void Verbose(string text) => notices.Verbose(text);

    public void Warning(string text) => notices.Warning(text);

    public void Tell(string text) => notices.Tell(text);

    public void Do(Action work) => notices.Do(work);

    public void Progress(Progress progress)
    {
    }
}
