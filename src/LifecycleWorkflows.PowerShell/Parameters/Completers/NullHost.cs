using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.PowerShell.Parameters.Completers;

/// <summary>A host that shows nothing.</summary>
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
    /// Never runs the work: tab completion doesn't run a script block to acquire a token, and times out instead.
    /// </summary>
    public void RunOnPipelineThread(Action work) { }
}
