using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Forgets this runspace's connection.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lwf")]
public sealed class DisconnectLwf : LwfCmdlet
{
    private protected override void Process() => DefaultConnection.Forget();
}
