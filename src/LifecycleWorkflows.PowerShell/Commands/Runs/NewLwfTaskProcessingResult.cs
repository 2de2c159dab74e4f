using System.Management.Automation;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Creates a task processing result behind the task of another one, below a deleted workflow. Preview: beta alone, and
/// the service of today refuses it.
/// </summary>
[Cmdlet(VerbsCommon.New, "LwfTaskProcessingResult", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(TaskProcessingResult))]
public sealed class NewLwfTaskProcessingResult : LwfServiceCmdlet
{
    /// <summary>The deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The user processing result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The result behind whose task the new one is to be.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>The new result's status.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string ProcessingStatus { get; set; } = "";

    /// <summary>When the new result came into being.</summary>
    [Parameter(Mandatory = true)]
    [DateOrAge]
    public DateTimeOffset CreatedDateTime { get; set; }

    /// <summary>When the task began.</summary>
    [Parameter]
    [DateOrAge]
    public DateTimeOffset? StartedDateTime { get; set; }

    /// <summary>When the task ended.</summary>
    [Parameter]
    [DateOrAge]
    public DateTimeOffset? CompletedDateTime { get; set; }

    /// <summary>Why the task failed.</summary>
    [Parameter]
    public string? FailureReason { get; set; }

    private protected override (string, string?) ItemId => (nameof(TaskProcessingResultId), TaskProcessingResultId);

    private protected override ResourceKey BoundKey =>
        new()
        {
            Deleted = true,
            WorkflowId = WorkflowId,
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
            ParentTaskProcessingResultId = TaskProcessingResultId,
        };

    private protected override void Process() =>
        ProcessItem(() =>
        {
            ResourcePath collection = ResolvePath(ResourceCollection.NestedTaskProcessingResults);
            string action = $"Create a task processing result at {collection}";
            if (!Runtime.ShouldProcess(action, $"{action}?"))
                return;
            NewTaskProcessingResult result = new(
                NormalizeValue(ProcessingStatus, LifecycleWorkflows.ProcessingStatus.Known, nameof(ProcessingStatus))!,
                CreatedDateTime
            )
            {
                StartedDateTime = StartedDateTime,
                CompletedDateTime = CompletedDateTime,
                FailureReason = FailureReason,
            };
            Runtime.Output(
                Dispatcher.Wait(Client.TaskProcessingResults.CreateAsync(collection, result, Dispatcher, Token))
            );
        });
}
