using System.Diagnostics.CodeAnalysis;
using LifecycleWorkflows.Graph.Runtime;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Runtime;

namespace LifecycleWorkflows.PowerShell.Tests;

/// <summary>A pipeline that remembers. It can refuse to go on, as the shell does.</summary>
internal sealed class RecordingPipeline : ICmdletRuntime
{
    public List<object> Outputs { get; } = [];

    public List<CmdletError> Errors { get; } = [];

    public List<string> Verbosities { get; } = [];

    public List<string> Warnings { get; } = [];

    public List<string> Told { get; } = [];

    public List<ProgressReport> Progresses { get; } = [];

    public List<(string Description, string Question)> Confirmations { get; } = [];

    public HashSet<int> Threads { get; } = [];

    public HashSet<string> Typed { get; } = [];

    /// <summary>
    /// What the shell made of a parameter on the command line, where that is not what the cmdlet's property holds.
    /// </summary>
    public Dictionary<string, object?> Given { get; } = [];

    /// <summary>What runs, to be asked for the values of what was typed.</summary>
    public LwfCmdlet? Cmdlet { get; set; }

    IReadOnlyDictionary<string, object?> ICmdletRuntime.ExplicitParameters =>
        Typed
            .Concat(Given.Keys)
            .ToDictionary(
                name => name,
                name =>
                    Given.TryGetValue(name, out object? value)
                        ? value
                        : Cmdlet!.GetType().GetProperty(name)!.GetValue(Cmdlet)
            );

    public bool Agrees { get; set; } = true;

    /// <summary>-ErrorAction Stop.</summary>
    public bool StopsAtErrors { get; set; }

    /// <summary>Select-Object -First.</summary>
    public int StopsAfter { get; set; } = int.MaxValue;

    public bool ExpectingInput { get; set; }

    public bool IsBoundExplicitly(string parameter) => Typed.Contains(parameter);

    public string FilePath(string parameter, string path) => Path.GetFullPath(path);

    public void Output(object item)
    {
        Note();
        Outputs.Add(item);
        if (Outputs.Count >= StopsAfter)
            throw new StoppedException();
    }

    public void Error(CmdletError error)
    {
        Note();
        Errors.Add(error);
        if (StopsAtErrors)
            throw new StoppedException();
    }

    [DoesNotReturn]
    public void Fail(CmdletError error)
    {
        Errors.Add(error);
        throw new StoppedException();
    }

    public bool HearsVerbose => true;

    public void Verbose(string text)
    {
        Note();
        Verbosities.Add(text);
    }

    public bool HearsDebug => true;

    public void Debug(string text) => Note();

    public void Warning(string text)
    {
        Note();
        Warnings.Add(text);
    }

    public void Tell(string text)
    {
        Note();
        Told.Add(text);
    }

    public void Progress(ProgressReport progress)
    {
        Note();
        Progresses.Add(progress);
    }

    public bool ShouldProcess(string description, string question)
    {
        Confirmations.Add((description, question));
        return Agrees;
    }

    private void Note() => Threads.Add(Environment.CurrentManagedThreadId);
}

/// <summary>What the shell throws through a cmdlet to end a pipeline.</summary>
internal sealed class StoppedException : Exception;

internal static class CmdletRunner
{
    /// <summary>
    /// Runs a cmdlet without pipeline input, or once for each change that input would make to its parameters.
    /// </summary>
    public static RecordingPipeline Run<T>(this T cmdlet, RecordingPipeline? pipeline = null, params Action<T>[] inputs)
        where T : LwfCmdlet
    {
        pipeline ??= new();
        cmdlet.Runtime = pipeline;
        pipeline.Cmdlet = cmdlet;
        using (cmdlet)
        {
            try
            {
                cmdlet.RunBegin();
                foreach (Action<T> input in inputs.Length == 0 ? [_ => { }] : inputs)
                {
                    input(cmdlet);
                    cmdlet.RunProcess();
                }
                cmdlet.RunEnd();
            }
            catch (StoppedException) { }
        }
        return pipeline;
    }
}
