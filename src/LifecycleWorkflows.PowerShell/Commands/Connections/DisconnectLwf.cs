using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Connections;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Ends the connection of this runspace everywhere, and deletes its tokens.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Lwf")]
public sealed class DisconnectLwf : LwfCmdlet
{
    private protected override void Process()
    {
        if (DefaultConnection.Get() is not { } connection)
            return;
        DefaultConnection.Forget();
        Dispatcher.Wait(connection.DisconnectAsync());
    }
}
