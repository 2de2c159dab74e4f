using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what tasks can call out to, and how long they wait for an answer.</summary>
[Cmdlet(VerbsCommon.Get, "LwfCustomTaskExtension")]
[OutputType(typeof(CustomTaskExtension))]
public sealed class GetLwfCustomTaskExtension : LwfQueryCmdlet<CustomTaskExtension>
{
    /// <summary>The id of the one extension to read.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? CustomTaskExtensionId { get; set; }

    private protected override (string, string?) ItemId => (nameof(CustomTaskExtensionId), CustomTaskExtensionId);

    private protected override ResourceCollection Collection => ResourceCollection.CustomTaskExtensions;

    private protected override ResourceReader<CustomTaskExtension> Reader => Client.CustomTaskExtensions;
}
