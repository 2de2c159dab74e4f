using System.Management.Automation;
using LifecycleWorkflows.Graph;
using LifecycleWorkflows.Graph.SignIn;
using LifecycleWorkflows.PowerShell.SignIn;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Tells from a connection's token, cmdlet by cmdlet, what will work and which permission is missing.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "LwfConnection")]
[OutputType(typeof(CmdletAccess))]
public sealed class TestLwfConnection : LwfCmdlet
{
    /// <summary>The connection to look at instead of this runspace's default one.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    private protected override void Process()
    {
        GraphConnection connection =
            Connection as GraphConnection ?? DefaultConnection.Get() ?? throw Errors.NotConnected();
        TokenClaims token = Bridge.Wait(connection.ReadTokenAsync(Bridge, Token));
        foreach (CmdletNeed need in CmdletNeed.All)
            Pipeline.Output(need.Compare(token));
    }
}
