using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the tenant's settings for all its workflows.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSetting")]
[OutputType(typeof(LifecycleManagementSettings))]
public sealed class GetLwfSetting : LwfServiceCmdlet
{
    private protected override (string, string?) ItemId => ("", null);

    private protected override void Process() =>
        Runtime.Output(
            Dispatcher.Wait(Client.Settings.GetAsync(ResolvePath(ResourceCollection.Settings), Dispatcher, Token))
        );
}
