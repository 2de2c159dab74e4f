using System.Management.Automation;
using LifecycleWorkflows.Graph.Connections;
using LifecycleWorkflows.Graph.SignIn.Tokens;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Connections;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Tests, for each cmdlet, whether the token of a connection has a sufficient permission.</summary>
[Cmdlet(VerbsDiagnostic.Test, "LwfConnection")]
[OutputType(typeof(CmdletAccess))]
public sealed class TestLwfConnection : LwfCmdlet
{
    /// <summary>The connection to test, instead of the default connection of the runspace.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    private protected override void Process()
    {
        GraphConnection connection =
            Connection as GraphConnection ?? DefaultConnection.Get() ?? throw Errors.NotConnected();
        TokenClaims token = Dispatcher.Wait(connection.ReadTokenAsync(Dispatcher, Token));
        foreach (CmdletPermissions need in CmdletPermissions.All)
            Runtime.Output(need.Compare(token));
    }
}
