using System.Management.Automation;
using LifecycleWorkflows.Graph.Http;
using LifecycleWorkflows.Graph.Operations;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;
using LifecycleWorkflows.PowerShell.Permissions;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>
/// Creates a task processing result in the task of a result of a deleted workflow. Preview: it requires beta, and the
/// service currently rejects it.
/// </summary>
[Cmdlet(VerbsCommon.New, "LwfTaskProcessingResult", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[GraphPermission(nameof(GraphOperation.CreateTaskProcessingResult))]
[OutputType(typeof(TaskProcessingResult))]
public sealed class NewLwfTaskProcessingResult : LwfServiceCmdlet
{
    /// <summary>The ID of the deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>The ID of the run.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>The ID of the user processing result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The ID of the result whose task will contain the new result.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>The status of the new result.</summary>
    [Parameter(Mandatory = true)]
    [ArgumentCompleter(typeof(ProcessingStatusCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string ProcessingStatus { get; set; } = "";

    /// <summary>The date and time when the new result was created.</summary>
    [Parameter(Mandatory = true)]
    [DateOrAge]
    public DateTimeOffset CreatedDateTime { get; set; }

    /// <summary>The date and time when the task started.</summary>
    [Parameter]
    [DateOrAge]
    public DateTimeOffset? StartedDateTime { get; set; }

    /// <summary>The date and time when the task was completed.</summary>
    [Parameter]
    [DateOrAge]
    public DateTimeOffset? CompletedDateTime { get; set; }

    /// <summary>The reason for the failure.</summary>
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
