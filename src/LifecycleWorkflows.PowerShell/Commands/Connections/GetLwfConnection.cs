using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Connections;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the connection of this runspace, if there is one.</summary>
[Cmdlet(VerbsCommon.Get, "LwfConnection")]
[OutputType(typeof(Connection))]
public sealed class GetLwfConnection : LwfCmdlet
{
    private protected override void Process()
    {
        if (DefaultConnection.Get() is { } connection)
            Runtime.Output(connection);
    }
}
