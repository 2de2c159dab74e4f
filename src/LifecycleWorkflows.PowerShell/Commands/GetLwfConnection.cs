using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Shows this runspace's connection; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, "LwfConnection")]
[OutputType(typeof(Connection))]
public sealed class GetLwfConnection : LwfCmdlet
{
    private protected override void Process()
    {
        if (DefaultConnection.Get() is { } connection)
            Pipeline.Output(connection);
    }
}
