using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Makes objects of callouts, ready to be answered.</summary>
[Cmdlet(VerbsData.ConvertFrom, "LwfCallout")]
[OutputType(typeof(Callout))]
public sealed class ConvertFromLwfCallout : LwfCalloutCmdlet
{
    private protected override void Take(Callout callout, string json) => Pipeline.Output(callout);
}
