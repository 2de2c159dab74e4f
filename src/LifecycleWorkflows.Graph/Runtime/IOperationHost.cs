namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>
/// The pipeline that waits for work: where word of what is going on goes, and whose thread can be asked to do
/// something. Called from any thread.
/// </summary>
internal interface IOperationHost
{
    /// <summary>
    /// Whether anybody hears what is said with <see cref="Verbose"/>: what costs something to say need not be put into
    /// words otherwise.
    /// </summary>
    bool IsVerboseEnabled { get; }

    void Verbose(string text);

    /// <summary>Whether anybody hears what is said with <see cref="Debug"/>.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Says what goes over the wire, for a support case.</summary>
    void Debug(string text);

    void Warning(string text);

    /// <summary>Says something that a person must see to go on.</summary>
    void Tell(string text);

    void Progress(ProgressReport progress);

    /// <summary>
    /// Has the pipeline's own thread do something while it waits. A pipeline that has ended never does it.
    /// </summary>
    void RunOnPipelineThread(Action work);
}
