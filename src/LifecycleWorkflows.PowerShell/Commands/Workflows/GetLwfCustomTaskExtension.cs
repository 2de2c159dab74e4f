using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Gets custom task extensions.</summary>
[Cmdlet(VerbsCommon.Get, "LwfCustomTaskExtension")]
[GraphPermission(nameof(GraphOperation.ReadCustomTaskExtensions))]
[OutputType(typeof(CustomTaskExtension))]
public sealed class GetLwfCustomTaskExtension : LwfQueryCmdlet<CustomTaskExtension>
{
    /// <summary>The ID of the extension to get.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? CustomTaskExtensionId { get; set; }

    private protected override (string, string?) ItemId => (nameof(CustomTaskExtensionId), CustomTaskExtensionId);

    private protected override ResourceCollection Collection => ResourceCollection.CustomTaskExtensions;

    private protected override ResourceReader<CustomTaskExtension> Reader => Client.CustomTaskExtensions;
}
