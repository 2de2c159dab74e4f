namespace LifecycleWorkflows.Graph;

/// <summary>
/// The pipeline that waits for work: where word of what is going on goes, and whose thread can be asked to do
/// something. Called from any thread.
/// </summary>
internal interface INotices
{
    /// <summary>
    /// Whether anybody hears what is said with <see cref="Verbose"/>: what costs something to say need not be put into
    /// words otherwise.
    /// </summary>
    bool HearsVerbose { get; }

    void Verbose(string text);

    /// <summary>Whether anybody hears what is said with <see cref="Debug"/>.</summary>
    bool HearsDebug { get; }

    /// <summary>Says what goes over the wire, for a support case.</summary>
    void Debug(string text);

    void Warning(string text);

    /// <summary>Says something that a person must see to go on.</summary>
    void Tell(string text);

    void Progress(Progress progress);

    /// <summary>
    /// Has the pipeline's own thread do something while it waits. A pipeline that has ended never does it.
    /// </summary>
    void Do(Action work);
}

/// <summary>Notices without progress: that of many listings at once tells nothing.</summary>
internal sealed class SilentProgress(INotices notices) : INotices
{
    public bool HearsVerbose => notices.HearsVerbose;

    public void Verbose(string text) => notices.Verbose(text);

    public bool HearsDebug => notices.HearsDebug;

    public void Debug(string text) => notices.Debug(text);

    public void Warning(string text) => notices.Warning(text);

    public void Tell(string text) => notices.Tell(text);

    public void Do(Action work) => notices.Do(work);

    public void Progress(Progress progress) { }
}

/// <summary>How far a piece of work is. It ends with a last one that is completed.</summary>
internal sealed record Progress(string Activity, string Status, bool IsCompleted = false);
