using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets the lifecycle workflow settings of the tenant.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSetting")]
[GraphPermission(nameof(GraphOperation.ReadSettings))]
[OutputType(typeof(LifecycleManagementSettings))]
public sealed class GetLwfSetting : LwfServiceCmdlet
{
    private protected override (string, string?) ItemId => ("", null);

    private protected override void Process() =>
        Runtime.Output(
            Dispatcher.Wait(Client.Settings.GetAsync(ResolvePath(ResourceCollection.Settings), Dispatcher, Token))
        );
}
