using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Forgets this runspace's connection and its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lwf")]
public sealed class DisconnectLwf : LwfCmdlet
{
    private protected override void Process()
    {
        if (DefaultConnection.Get() is not { } connection)
            return;
        DefaultConnection.Forget();
        Bridge.Wait(connection.ForgetAsync());
    }
}
