using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Http.Batching;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Resumes tasks that wait for a callback.</summary>
[Cmdlet(
    VerbsLifecycle.Resume,
    "LwfTaskProcessingResult",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium
)]
[GraphPermission(nameof(GraphOperation.ResumeTaskProcessingResult))]
[OutputType(typeof(ResumeOutcome))]
public sealed class ResumeLwfTaskProcessingResult : LwfResumeCmdlet
{
    private BatchSender? _batches;

    /// <summary>The ID of the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The ID of the task. With the workflow, it's the documented path of a result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    /// <summary>The ID of the task processing result to resume.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>The status that the callback sets: Completed or Failed.</summary>
    [Parameter(Mandatory = true)]
    [EmptyAs((OperationStatus)(-1))]
    public OperationStatus OperationStatus { get; set; }

    /// <summary>The ID of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the user processing result of the workflow or run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The ID of the subject processing result of the workflow or run. It requires beta.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? SubjectProcessingResultId { get; set; }

    /// <summary>The ID of the task report.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskReportId { get; set; }

    /// <summary>The number of the workflow version that contains the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [WholeNumber(MayBeNone = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public int? VersionNumber { get; set; }

    /// <summary>The ID of the workflow template that contains the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowTemplateId { get; set; }

    /// <summary>
    /// The ID of the task processing result of a deleted workflow whose task contains this result. It requires beta and
    /// -Deleted. Preview: it's from an early draft of the service.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? ParentTaskProcessingResultId { get; set; }

    /// <summary>Sends up to 20 callbacks in one request. -ThrottleLimit is then the number of requests.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Batch { get; set; }

    /// <summary>Whether the workflow is deleted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        new()
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
            ParentTaskProcessingResultId = ParentTaskProcessingResultId,
        };

    private protected override ResourceCollection Collection => ResourceCollection.TaskProcessingResultsForResume;

    private protected override int Window =>
        Batch ? (int)Math.Min((long)ThrottleLimit * BatchSender.MaxParts, int.MaxValue) : ThrottleLimit;

    private protected override string CmdletOfOrigin => "Get-LwfTaskProcessingResult";

    private protected override string ItemOfOtherKind => nameof(Callout.AccessPackageAssignmentRequestId);

    private protected override ResumeProposal CreateProposal(ResourcePath collection, string id)
    {
        if (Batch)
            _batches ??= Client.TaskProcessingResults.Batches(ThrottleLimit);
        return new(
            $"Resume as {OperationStatus}: {collection.Item(nameof(TaskProcessingResultId), id)}",
            $"Resume {Describe(id)} as {OperationStatus}?",
            Client.TaskProcessingResults.Answer(
                collection,
                id,
                new(OperationStatus, EffectiveSource, EffectiveType(Callout.UsualType), _batches)
            )
        );
    }

    private protected override void StopSending() => _batches?.Close();

    private protected override ResumeOutcome CreateOutcome(ResourceKey ids, string? id, string apiVersion) =>
        new()
        {
            TaskProcessingResultId = id,
            OperationStatus = OperationStatus.ToString(),
            WorkflowId = ids.WorkflowId,
            TaskId = ids.TaskId,
            TaskDisplayName = About.Task?.DisplayName,
            UserPrincipalName = About.Subject?.UserPrincipalName,
            RunId = ids.RunId,
            UserProcessingResultId = ids.UserProcessingResultId,
            Deleted = ids.Deleted,
            ApiVersion = apiVersion,
        };

    private (WorkflowTask? Task, Subject? Subject) About =>
        InputObject?.BaseObject switch
        {
            TaskProcessingResult result => (result.Task, result.Subject),
            PendingTask pending => (pending.Task, pending.Subject),
            Callout callout => (callout.Task, callout.Subject),
            _ => (null, null),
        };

    private string Describe(string id) =>
        About is ({ } task, { } subject)
            ? $"task '{Internal.DisplayText.Task(task)}' for {Internal.DisplayText.Subject(subject)} ({id})"
            : $"task processing result {id}";
}
