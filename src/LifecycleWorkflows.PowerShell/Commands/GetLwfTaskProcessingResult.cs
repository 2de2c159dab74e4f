using System.Management.Automation;
using LifecycleWorkflows.Graph.Resources;
using LifecycleWorkflows.PowerShell.Completers;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Reads what became of tasks for users, below any of the places where the service keeps it.</summary>
[Cmdlet(VerbsCommon.Get, "LwfTaskProcessingResult")]
[OutputType(typeof(TaskProcessingResult))]
public sealed class GetLwfTaskProcessingResult : LwfQueryCmdlet<TaskProcessingResult>
{
    /// <summary>The workflow.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The user processing result, of the workflow or of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The subject processing result, of the workflow or of the run. Means beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? SubjectProcessingResultId { get; set; }

    /// <summary>The task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskReportId { get; set; }

    /// <summary>The task of the workflow, of its version or of the template.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskId { get; set; }

    /// <summary>The version of the workflow that the task belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [NullFromEmptyText]
    public int? VersionNumber { get; set; }

    /// <summary>The workflow template that the task belongs to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowTemplateId { get; set; }

    /// <summary>The id of the one result to read.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Only results with one of these statuses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    public string[]? ProcessingStatus { get; set; }

    /// <summary>Only results for this user, by id.</summary>
    [Parameter]
    public string? SubjectId { get; set; }

    /// <summary>Only tasks that began at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? StartedAfter { get; set; }

    /// <summary>Only tasks that began before this time.</summary>
    [Parameter]
    public DateTimeOffset? StartedBefore { get; set; }

    /// <summary>Only results that came into being at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? CreatedAfter { get; set; }

    /// <summary>Only results that came into being before this time.</summary>
    [Parameter]
    public DateTimeOffset? CreatedBefore { get; set; }

    /// <summary>Only tasks that ended at this time or later.</summary>
    [Parameter]
    public DateTimeOffset? CompletedAfter { get; set; }

    /// <summary>Only tasks that ended before this time.</summary>
    [Parameter]
    public DateTimeOffset? CompletedBefore { get; set; }

    private protected override (string, string?) Item => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceIds Ids => new()
    {
        Deleted = Deleted,
        WorkflowTemplateId = WorkflowTemplateId,
        WorkflowId = WorkflowId,
        VersionNumber = VersionNumber,
        RunId = RunId,
        UserProcessingResultId = UserProcessingResultId,
        SubjectProcessingResultId = SubjectProcessingResultId,
        TaskReportId = TaskReportId,
        TaskId = TaskId,
    };

    private protected override ResourceCollection Collection => ResourceCollection.TaskProcessingResults;

    private protected override ResourceReader<TaskProcessingResult> Reader => Client.TaskProcessingResults;

    private protected override Query Query
    {
        get
        {
            string[]? statuses = Given(nameof(ProcessingStatus), ProcessingStatus)?.Select(status => Known(status, LifecycleWorkflows.ProcessingStatus.Known, nameof(ProcessingStatus))!).ToArray();
            string?[] pieces =
            [
                statuses is null ? null : ODataFilter.EqualAny("processingStatus", statuses),
                Given(nameof(SubjectId), SubjectId) is { } subject ? ODataFilter.Equal("subject/id", subject) : null,
                ODataFilter.From("startedDateTime", Given(nameof(StartedAfter), StartedAfter)), ODataFilter.Before("startedDateTime", Given(nameof(StartedBefore), StartedBefore)),
                ODataFilter.From("createdDateTime", Given(nameof(CreatedAfter), CreatedAfter)), ODataFilter.Before("createdDateTime", Given(nameof(CreatedBefore), CreatedBefore)),
                ODataFilter.From("completedDateTime", Given(nameof(CompletedAfter), CompletedAfter)), ODataFilter.Before("completedDateTime", Given(nameof(CompletedBefore), CompletedBefore)),
            ];
            return base.Query with { Filter = ODataFilter.And(Filter, pieces), Statuses = string.IsNullOrEmpty(Filter) ? statuses : null };
        }
    }
}
