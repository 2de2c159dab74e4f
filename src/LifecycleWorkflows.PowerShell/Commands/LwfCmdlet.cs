using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Pipeline;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>What all cmdlets have: a way to wait for async work, to be stopped, and to report errors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCmdlet : PSCmdlet, IDisposable
{
    private protected const int Day = 24 * 60 * 60;

    private readonly CancellationTokenSource _stop = new();

    private protected LwfCmdlet() => Pipeline = new EnginePipeline(this);

    /// <summary>What the cmdlet writes to.</summary>
    internal IPipeline Pipeline
    {
        get;
        set
        {
            field = value;
            Bridge = new(value, _stop);
        }
    }

    private protected PipelineBridge Bridge { get; private set; } = null!;

    private protected CancellationToken Token => _stop.Token;

    /// <summary>What an error is about when nothing more telling is known.</summary>
    private protected virtual object? Target => null;

    /// <summary>An id that stands for the target where a text is needed.</summary>
    private protected virtual string? TargetName => null;

    /// <summary>The object whose properties are bound now; null when none was piped in.</summary>
    private protected virtual PSObject? Piped => null;

    private protected CmdletError Error(LifecycleWorkflowsException exception) => new(exception, Target, TargetName);

    /// <summary>
    /// Does what one object asks for. What goes wrong with it is an error about it, and the others go on.
    /// </summary>
    private protected void WithOne(Action step)
    {
        try
        {
            RequirePiped();
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Pipeline.Error(Error(exception));
        }
    }

    /// <summary>Refuses what was piped in when a property of it cannot be used.</summary>
    private protected void RequirePiped() => InputCheck.RequirePiped(GetType(), Pipeline.IsTyped, Piped);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Bridge.Begin();
        Guard(() =>
        {
            InputCheck.RequireTyped(GetType(), Pipeline.Typed);
            CheckTyped();
            Begin();
        });
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <inheritdoc/>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException) { }
    }

    /// <summary>Ends what is still going on: Select-Object -First calls this and nothing else.</summary>
    public void Dispose()
    {
        Close();
        StopProcessing();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    internal void RunBegin() => BeginProcessing();

    internal void RunProcess() => ProcessRecord();

    internal void RunEnd() => EndProcessing();

    internal void RunStop() => StopProcessing();

    /// <summary>Refuses what stands on the command line and makes no sense, before anything else is done.</summary>
    private protected virtual void CheckTyped() { }

    private protected virtual void Begin() { }

    private protected virtual void Process() { }

    private protected virtual void End() { }

    /// <summary>Comes last, however the pipeline ended. Nothing can be written any more.</summary>
    private protected virtual void Close() { }

    /// <summary>A known value in the wire's spelling; one that is not known as it stands, with a warning.</summary>
    private protected string? Known(string? text, IEnumerable<string> known, string parameter)
    {
        string? found = string.IsNullOrEmpty(text)
            ? text
            : known.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found is null && text is not null)
            Pipeline.Warning(
                $"'{text}' is no value for -{parameter} that this module knows. It is passed on as it stands; known are {string.Join(", ", known)}."
            );
        return found ?? text;
    }

    private protected static int AtLeast(int least, string parameter, int value) =>
        value < least
            ? throw Errors.ParameterInvalid(
                parameter,
                $"{value} is less than {least}",
                $"Give -{parameter} a number from {least} on."
            )
            : value;

    /// <summary>A length of time that was given in seconds, a day at most unless more makes sense.</summary>
    private protected static TimeSpan Seconds(int least, string parameter, int value, int most = Day) =>
        AtLeast(least, parameter, value) <= most
            ? TimeSpan.FromSeconds(value)
            : throw Errors.ParameterInvalid(
                parameter,
                $"{value} is more than {most}",
                $"Give -{parameter} at most {most} seconds."
            );

    private void Guard(Action step)
    {
        try
        {
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Pipeline.Fail(Error(exception));
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
