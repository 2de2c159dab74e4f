using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// A cmdlet that takes callouts in any form: as strings, line by line or whole, as bytes, streams, files, dictionaries,
/// objects, or lists, and with what services put around them.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCalloutCmdlet : LwfCmdlet
{
    private const string FileSystem = "FileSystem";

    private readonly CalloutInputReader _reader;

    private protected LwfCalloutCmdlet() => _reader = new(work => Dispatcher.Wait(work(Token).WaitAsync(Token)));

    /// <summary>Specifies the callout, or a line of it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [MayHoldEmpty("Lines of a text may be blank.")]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies files with one callout, or one callout on each line. Wildcards are supported.</summary>
    [Parameter]
    public string[]? Path { get; set; }

    /// <summary>Specifies files as -Path does, but each path as it is: no character is a wildcard.</summary>
    [Parameter]
    public string[]? LiteralPath { get; set; }

    /// <summary>Does with one callout what the cmdlet is for.</summary>
    /// <param name="callout">The callout.</param>
    /// <param name="json">Its JSON as the service sends it.</param>
    private protected abstract void ProcessCallout(Callout callout, string json);

    private protected sealed override void Process()
    {
        if (Path is null && LiteralPath is null)
        {
            ProcessInputs(_reader.Read(InputObject));
            return;
        }
        ThrowIfSeveralKinds();
        foreach (string path in Path ?? [])
            ProcessInputs(_reader.ReadPath(nameof(Path), path, FindFiles));
        foreach (string path in LiteralPath ?? [])
            ProcessInputs(_reader.ReadPath(nameof(LiteralPath), path, FindFile));
    }

    private protected sealed override void End() => ProcessInputs(_reader.Flush());

    private void ThrowIfSeveralKinds()
    {
        string? other =
            InputObject is not null ? nameof(InputObject)
            : Path is not null && LiteralPath is not null ? nameof(LiteralPath)
            : null;
        if (other is not null)
            throw Errors.ParameterInvalid(
                Path is null ? nameof(LiteralPath) : nameof(Path),
                $"-{other} is also specified",
                "Specify only one of these parameters."
            );
    }

    private IEnumerable<string> FindFiles(string path)
    {
        IEnumerable<string> files = SessionState.Path.GetResolvedProviderPathFromPSPath(
            path,
            out ProviderInfo provider
        );
        // Another provider has paths that could be those of other files.
        return provider.Name == FileSystem ? files : [];
    }

    private IEnumerable<string> FindFile(string path) => [Runtime.FilePath(nameof(LiteralPath), path)];

    private void ProcessInputs(IEnumerable<CalloutInput> inputs)
    {
        foreach (CalloutInput input in inputs)
            ProcessInput(input);
    }

    private void ProcessInput(CalloutInput input)
    {
        List<string> notes = [];
        try
        {
            (Callout callout, string json) = input.Read(notes);
            foreach (string note in notes)
                Runtime.Verbose($"{callout}: {note}");
            ProcessCallout(callout, json);
        }
        catch (LifecycleWorkflowsException exception)
        {
            Runtime.Error(new(exception, input.Target));
        }
    }
}
