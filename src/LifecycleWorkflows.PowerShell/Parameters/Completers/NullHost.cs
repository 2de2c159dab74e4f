using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>Notices that nobody is to hear.</summary>
internal sealed class NullHost : IOperationHost
{
    public static readonly NullHost Instance = new();

    public bool IsVerboseEnabled => false;

    public bool IsDebugEnabled => false;

    public void Verbose(string text) { }

    public void Debug(string text) { }

    public void Warning(string text) { }

    public void Tell(string text) { }

    public void Progress(ProgressReport progress) { }

    /// <summary>
    /// Never does it: a token that only a script block can give is not fetched for a Tab, which then gives up in its
    /// time.
    /// </summary>
    public void RunOnPipelineThread(Action work) { }
}
