using System.Management.Automation;
using LifecycleWorkflows.Graph.Reading;
using LifecycleWorkflows.PowerShell.Abstractions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of each task in each run of a workflow, over all users.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskReport")]
[OutputType(typeof(TaskReport))]
public sealed class GetLwfTaskReport : LwfActivityQueryCmdlet<TaskReport>
{
    /// <summary>The id of the one report to read.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? TaskReportId { get; set; }

    /// <summary>Only reports about this run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskReportId), TaskReportId);

    private protected override ResourceKey BoundKey => WorkflowIds with { RunId = RunId };

    private protected override ResourceCollection Collection => ResourceCollection.TaskReports;

    private protected override ResourceReader<TaskReport> Reader => Client.TaskReports;
}
