using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using LifecycleWorkflows.Graph.Runtime;

namespace LifecycleWorkflows.PowerShell.Runtime;

/// <summary>The shell's own pipeline.</summary>
internal sealed class PowerShellRuntime(PSCmdlet cmdlet) : ICmdletRuntime
{
    private const int ProgressId = 1;
    private const string ShownByHost = "PSHOST";
    private const string FileSystem = "FileSystem";

    private Dictionary<string, object?>? _typed;

    /// <summary>First asked before the pipeline binds anything: what is bound by then was typed.</summary>
    public IReadOnlyDictionary<string, object?> ExplicitParameters =>
        _typed ??= new(cmdlet.MyInvocation.BoundParameters, StringComparer.OrdinalIgnoreCase);

    public bool IsBoundExplicitly(string parameter) => ExplicitParameters.ContainsKey(parameter);

    public bool ExpectingInput => cmdlet.MyInvocation.ExpectingInput;

    public string FilePath(string parameter, string path)
    {
        try
        {
            string file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(
                path,
                out ProviderInfo provider,
                out _
            );
            if (provider.Name != FileSystem)
                throw Refused($"it's a path of the {provider.Name} provider, not of a file");
            return file;
        }
        catch (Exception exception) when (exception is RuntimeException or NotSupportedException)
        {
            throw Refused(exception.Message);
        }

        LifecycleWorkflowsException Refused(string reason) =>
            Errors.ParameterInvalid(parameter, reason, $"For -{parameter}, specify the path of a file.");
    }

    public void Output(object item) => cmdlet.WriteObject(item);

    public void Error(CmdletError error) => cmdlet.WriteError(error.ToErrorRecord());

    [DoesNotReturn]
    public void Fail(CmdletError error)
    {
        cmdlet.ThrowTerminatingError(error.ToErrorRecord());
        throw error.Exception;
    }

    // With -Debug alone the shell stops at every verbose text to ask whether to go on, so that nobody wants to hear
    // them then.
    public bool HearsVerbose => IsOn("Verbose") ?? (IsOn("Debug") is not true && IsPreferred("VerbosePreference"));

    public void Verbose(string text)
    {
        if (HearsVerbose)
            cmdlet.WriteVerbose(text);
    }

    public bool HearsDebug => IsOn("Debug") ?? IsPreferred("DebugPreference");

    public void Debug(string text) => cmdlet.WriteDebug(text);

    public void Warning(string text) => cmdlet.WriteWarning(text);

    public void Tell(string text) =>
        cmdlet.WriteInformation(new HostInformationMessage { Message = text }, [ShownByHost]);

    public void Progress(ProgressReport progress) =>
        cmdlet.WriteProgress(
            new(ProgressId, progress.Activity, progress.Status.Length > 0 ? progress.Status : " ")
            {
                RecordType = progress.IsCompleted ? ProgressRecordType.Completed : ProgressRecordType.Processing,
            }
        );

    public bool ShouldProcess(string description, string question) =>
        cmdlet.ShouldProcess(description, question, "Confirm");

    private bool? IsOn(string parameter) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out object? value)
            ? value is SwitchParameter { IsPresent: true }
            : null;

    private bool IsPreferred(string variable) =>
        !LanguagePrimitives.TryConvertTo(
            cmdlet.SessionState.PSVariable.GetValue(variable),
            out ActionPreference preference
        ) || preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
}
