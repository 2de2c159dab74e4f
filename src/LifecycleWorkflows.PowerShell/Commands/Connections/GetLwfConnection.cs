using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Connections;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Shows this runspace's connection; nothing when there is none.</summary>
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
