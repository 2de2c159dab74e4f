using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of a workflow, or of one of its runs, for each user.</summary>
[Cmdlet(VerbsCommon.Get, "LwfUserProcessingResult")]
[OutputType(typeof(UserProcessingResult))]
public sealed class GetLwfUserProcessingResult : LwfQueryCmdlet<UserProcessingResult>
{
    /// <summary>The workflow.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The run; without it the results of the workflow's last seven days, unless a filter on startedDateTime says otherwise.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The id of the one result to read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string, string?) Item => (nameof(UserProcessingResultId), UserProcessingResultId);

    private protected override ResourceIds Ids => new() { Deleted = Deleted, WorkflowId = WorkflowId, RunId = RunId };

    private protected override ResourceCollection Collection => ResourceCollection.UserProcessingResults;

    private protected override ResourceReader<UserProcessingResult> Reader => Client.UserProcessingResults;
}
