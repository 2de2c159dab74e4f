namespace LifecycleWorkflows.Graph;

/// <summary>Where word of what is going on goes while a request is in flight. Called from any thread.</summary>
internal interface INotices
{
    void Verbose(string text);

    void Warning(string text);

    void Progress(Progress progress);
}

/// <summary>How far a piece of work is. It ends with a last one that is completed.</summary>
internal sealed record Progress(string Activity, string Status, bool IsCompleted = false);
