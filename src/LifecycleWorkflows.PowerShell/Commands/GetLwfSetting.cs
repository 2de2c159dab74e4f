using System.Management.Automation;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the tenant's settings for all its workflows.</summary>
[Cmdlet(VerbsCommon.Get, "LwfSetting")]
[OutputType(typeof(LifecycleManagementSettings))]
public sealed class GetLwfSetting : LwfServiceCmdlet
{
    private protected override (string, string?) Item => ("", null);

    private protected override void Process() =>
        Pipeline.Output(Bridge.Wait(Client.Settings.GetAsync(Locate(ResourceCollection.Settings), Bridge, Token)));
}
