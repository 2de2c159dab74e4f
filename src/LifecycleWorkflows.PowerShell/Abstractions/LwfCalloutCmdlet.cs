using System.ComponentModel;
using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Conversion;
using LifecycleWorkflows.PowerShell.Parameters;

namespace LifecycleWorkflows.PowerShell.Abstractions;

/// <summary>
/// A cmdlet that takes callouts in any form: as strings, line by line or whole, as bytes, files, hashtables, or
/// objects, or as WebhookData of Azure Automation.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class LwfCalloutCmdlet : LwfCmdlet
{
    private readonly CalloutInputReader _reader;

    private protected LwfCalloutCmdlet() =>
        _reader = new(path => SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));

    /// <summary>Specifies the callout, or a line of it.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [MayHoldEmpty("Lines of a text may be blank.")]
    public PSObject? InputObject { get; set; }

    /// <summary>Specifies files with one callout, or one callout on each line. Wildcards are supported.</summary>
    [Parameter]
    public string[]? Path { get; set; }

    /// <summary>Does with one callout what the cmdlet is for.</summary>
    /// <param name="callout">The callout.</param>
    /// <param name="json">Its JSON as the service sends it.</param>
    private protected abstract void ProcessCallout(Callout callout, string json);

    private protected sealed override void Process()
    {
        if (Path is null)
        {
            ProcessInputs(_reader.Read(InputObject));
            return;
        }
        if (InputObject is not null)
            throw Errors.ParameterInvalid(
                nameof(Path),
                "-InputObject is also specified",
                "Specify only one of these parameters."
            );
        ProcessInputs(Path.SelectMany(_reader.ReadPath));
    }

    private protected sealed override void End() => ProcessInputs(_reader.Flush());

    private void ProcessInputs(IEnumerable<CalloutInput> inputs)
    {
        foreach (CalloutInput input in inputs)
            ProcessInput(input);
    }

    private void ProcessInput(CalloutInput input)
    {
        try
        {
            (Callout callout, string json) = input.Read();
            ProcessCallout(callout, json);
        }
        catch (LifecycleWorkflowsException exception)
        {
            Runtime.Error(new(exception, input.Target));
        }
    }
}
