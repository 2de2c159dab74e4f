using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Converts callouts to objects that the Resume cmdlets accept.</summary>
[Cmdlet(VerbsData.ConvertFrom, "LwfCallout")]
[OutputType(typeof(Callout))]
public sealed class ConvertFromLwfCallout : LwfCalloutCmdlet
{
    private protected override void ProcessCallout(Callout callout, string json) => Runtime.Output(callout);
}
