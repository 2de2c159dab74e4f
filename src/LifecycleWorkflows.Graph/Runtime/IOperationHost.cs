namespace LifecycleWorkflows.Graph.Runtime;

/// <summary>
/// The pipeline that waits for an operation: it shows messages, and its thread can run code. You can call it from any
/// thread.
/// </summary>
internal interface IOperationHost
{
    /// <summary>Whether verbose messages are shown, so that they don't need to be created otherwise.</summary>
    bool IsVerboseEnabled { get; }

    void Verbose(string text);

    /// <summary>Whether debug messages are shown.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Shows the requests and responses, for a support case.</summary>
    void Debug(string text);

    void Warning(string text);

    /// <summary>Shows a message that the user must see to continue.</summary>
    void Tell(string text);

    void Progress(ProgressReport progress);

    /// <summary>
    /// Runs code on the thread of the pipeline while it waits. A pipeline that has ended never runs it.
    /// </summary>
    void RunOnPipelineThread(Action work);
}
