using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Parameters;
using LifecycleWorkflows.PowerShell.Runtime;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>What all cmdlets have: a way to wait for async work, to be stopped, and to report errors.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCmdlet : PSCmdlet, IDisposable
{
    private protected const int Day = 24 * 60 * 60;

    private readonly CancellationTokenSource _stop = new();

    private protected LwfCmdlet() => Runtime = new PowerShellRuntime(this);

    /// <summary>What the cmdlet writes to.</summary>
    internal ICmdletRuntime Runtime
    {
        get;
        set
        {
            field = value;
            Dispatcher = new(value, _stop);
        }
    }

    private protected PipelineDispatcher Dispatcher { get; private set; } = null!;

    private protected CancellationToken Token => _stop.Token;

    /// <summary>What an error is about when nothing more telling is known.</summary>
    private protected virtual object? Target => null;

    /// <summary>An id that stands for the target where a text is needed.</summary>
    private protected virtual string? TargetName => null;

    /// <summary>The object whose properties are bound now; null when none was piped in.</summary>
    private protected virtual PSObject? PipedObject => null;

    private protected CmdletError Error(LifecycleWorkflowsException exception) => new(exception, Target, TargetName);

    /// <summary>
    /// Does what one object asks for. What goes wrong with it is an error about it, and the others go on.
    /// </summary>
    private protected void ProcessItem(Action step)
    {
        try
        {
            RequireValidInput();
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Runtime.Error(Error(exception));
        }
    }

    /// <summary>Refuses what was piped in when a property of it cannot be used.</summary>
    private protected void RequireValidInput() =>
        InputCheck.RequirePiped(GetType(), Runtime.IsBoundExplicitly, PipedObject);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        Dispatcher.Begin();
        TranslateErrors(() =>
        {
            InputCheck.RequireTyped(GetType(), Runtime.ExplicitParameters);
            RequireValidParameters();
            Begin();
        });
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => TranslateErrors(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => TranslateErrors(End);

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
    private protected virtual void RequireValidParameters() { }

    private protected virtual void Begin() { }

    private protected virtual void Process() { }

    private protected virtual void End() { }

    /// <summary>Comes last, however the pipeline ended. Nothing can be written any more.</summary>
    private protected virtual void Close() { }

    /// <summary>A known value in the wire's spelling; one that is not known as it stands, with a warning.</summary>
    private protected string? NormalizeValue(string? text, IReadOnlyList<string> known, string parameter)
    {
        string? found = string.IsNullOrEmpty(text)
            ? text
            : known.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (found is null && text is not null)
            Runtime.Warning(
                $"'{text}' isn't a known value for -{parameter} and is sent as is. Known values: "
                    + $"{string.Join(", ", known)}."
            );
        return found ?? text;
    }

    private protected string[]? NormalizeValues(string[]? texts, IReadOnlyList<string> known, string parameter) =>
        texts?.Select(text => NormalizeValue(text, known, parameter)!).ToArray();

    private protected static int RequireAtLeast(int min, string parameter, int value)
    {
        if (value < min)
            throw Errors.ParameterInvalid(
                parameter,
                $"{value} is less than {min}",
                $"For -{parameter}, specify a number that is at least {min}."
            );
        return value;
    }

    /// <summary>A length of time that was given in seconds, a day at most unless more makes sense.</summary>
    private protected static TimeSpan Seconds(int min, string parameter, int value, int max = Day)
    {
        if (RequireAtLeast(min, parameter, value) > max)
            throw Errors.ParameterInvalid(
                parameter,
                $"{value} is more than {max}",
                $"For -{parameter}, specify at most {max} seconds."
            );
        return TimeSpan.FromSeconds(value);
    }

    private void TranslateErrors(Action step)
    {
        try
        {
            step();
        }
        catch (LifecycleWorkflowsException exception)
        {
            Runtime.Fail(Error(exception));
        }
        catch (OperationCanceledException) when (Token.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
