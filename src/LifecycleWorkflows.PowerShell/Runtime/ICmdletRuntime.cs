using System.Diagnostics.CodeAnalysis;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.PowerShell.Runtime;

/// <summary>What a cmdlet asks of the shell. Only called on the pipeline's own thread.</summary>
internal interface ICmdletRuntime
{
    /// <summary>Whether a parameter stands on the command line, be its value null.</summary>
    bool IsBoundExplicitly(string parameter);

    /// <summary>The parameters that stand on the command line, with their values.</summary>
    IReadOnlyDictionary<string, object?> ExplicitParameters { get; }

    /// <summary>Whether something is piped in, be it null.</summary>
    bool ExpectingInput { get; }

    /// <summary>The file that a path of the shell leads to, be it relative or on a drive of the shell's own.</summary>
    /// <exception cref="LifecycleWorkflowsException">The path leads to no file system.</exception>
    string FilePath(string parameter, string path);

    void Output(object item);

    void Error(CmdletError error);

    [DoesNotReturn]
    void Fail(CmdletError error);

    /// <summary>Whether verbose texts are shown or kept by anybody.</summary>
    bool HearsVerbose { get; }

    void Verbose(string text);

    /// <summary>Whether debug texts are.</summary>
    bool HearsDebug { get; }

    void Debug(string text);

    void Warning(string text);

    /// <summary>Says something that a person must see to go on, whatever the preferences are.</summary>
    void Tell(string text);

    void Progress(ProgressReport progress);

    /// <summary>
    /// Whether a change is to be made. The description can reach a log, the question only a person at a prompt.
    /// </summary>
    bool ShouldProcess(string description, string question);
}
