using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads the runs of a workflow.</summary>
[Cmdlet(VerbsCommon.Get, "LwfRun")]
[OutputType(typeof(Run))]
public sealed class GetLwfRun : LwfActivityQueryCmdlet<Run>
{
    /// <summary>The id of the one run to read.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    private protected override (string, string?) ItemId => (nameof(RunId), RunId);

    private protected override ResourceKey BoundKey => WorkflowIds;

    private protected override ResourceCollection Collection => ResourceCollection.Runs;

    private protected override ResourceReader<Run> Reader => Client.Runs;
}
