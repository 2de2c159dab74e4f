using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Makes the text of a callout, as the service would send it for what waits.</summary>
[Cmdlet(VerbsCommon.New, "LwfCallout")]
[OutputType(typeof(string))]
public sealed class NewLwfCallout : LwfCmdlet
{
    /// <summary>The workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? WorkflowId { get; set; }

    /// <summary>The task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? TaskId { get; set; }

    /// <summary>The result that waits.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>The run; part of the path for a deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? RunId { get; set; }

    /// <summary>The user processing result; part of the path for a deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? UserProcessingResultId { get; set; }

    /// <summary>The workflow is a deleted one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>The access package assignment request that waits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>
    /// The stage of the request that calls out, such as assignmentRequestCreated; CustomExtensionConnectionTest makes a
    /// callout that is not to be answered.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CalloutStageCompleter))]
    public string? Stage { get; set; }

    /// <summary>The id of the callout at that stage.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CustomExtensionStageInstanceId { get; set; }

    /// <summary>Where a task's callout says that it comes from.</summary>
    [Parameter]
    public string Source { get; set; } = Callout.UsualSource;

    /// <summary>What a task's callout says of its kind.</summary>
    [Parameter]
    public string Type { get; set; } = Callout.UsualType;

    /// <summary>Writes each callout on one line.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Compress { get; set; }

    /// <summary>What was piped in. Ids bind from its properties, and names come from it.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipedObject => InputObject;

    private protected override object? Target => InputObject ?? (object?)TargetName;

    private protected override string? TargetName => TaskProcessingResultId ?? AccessPackageAssignmentRequestId;

    private bool IsConnectionTest => Callout.ConnectionTestStage.Equals(Stage, StringComparison.OrdinalIgnoreCase);

    private protected override void Process() =>
        ProcessItem(() =>
        {
            bool isRequest = !string.IsNullOrEmpty(AccessPackageAssignmentRequestId);
            if (isRequest && !string.IsNullOrEmpty(TaskProcessingResultId))
                throw Errors.ParameterInvalid(
                    nameof(AccessPackageAssignmentRequestId),
                    "it was given beside -TaskProcessingResultId",
                    "Give one of them."
                );
            Runtime.Output(
                CalloutJson.Write(isRequest || IsConnectionTest ? OfRequest() : OfTask(), indented: !Compress)
            );
        });

    private Callout OfTask()
    {
        if (string.IsNullOrEmpty(TaskProcessingResultId))
            throw Errors.IdMissing(nameof(TaskProcessingResultId), "Get-LwfPendingTask");
        ResourceKey ids = new()
        {
            Deleted = Deleted,
            WorkflowId = WorkflowId,
            TaskId = TaskId,
            RunId = RunId,
            UserProcessingResultId = UserProcessingResultId,
        };
        TaskProcessingResult? result = InputObject?.BaseObject as TaskProcessingResult;
        PendingTask? pending = InputObject?.BaseObject as PendingTask;
        return new()
        {
            Kind = nameof(TaskProcessingResult),
            CallbackUriPath = CallbackUriPath(
                ResourceCollection.TaskProcessingResultsForResume,
                ids,
                nameof(TaskProcessingResultId),
                TaskProcessingResultId
            ),
            Source = Source,
            Type = Type,
            TaskProcessingResultId = TaskProcessingResultId,
            Ids = ids,
            WorkflowDisplayName = pending?.WorkflowDisplayName,
            WorkflowVersion = (pending?.Task ?? result?.Task)?.VersionNumber,
            Task = pending?.Task ?? result?.Task,
            Subject = pending?.Subject ?? result?.Subject,
            CreatedDateTime = result?.CreatedDateTime,
        };
    }

    private Callout OfRequest()
    {
        AccessPackageAssignmentRequest? request = InputObject?.BaseObject as AccessPackageAssignmentRequest;
        return new()
        {
            Kind = nameof(AccessPackageAssignmentRequest),
            CallbackUriPath = IsConnectionTest
                ? null
                : CallbackUriPath(
                    ResourceCollection.AssignmentRequests,
                    ResourceKey.None,
                    nameof(AccessPackageAssignmentRequestId),
                    AccessPackageAssignmentRequestId!
                ),
            AccessPackageAssignmentRequestId = AccessPackageAssignmentRequestId,
            Stage = string.IsNullOrEmpty(Stage) ? throw Errors.StageMissing(StageCompleter.Stages) : Stage,
            CustomExtensionStageInstanceId =
                IsConnectionTest || !string.IsNullOrEmpty(CustomExtensionStageInstanceId)
                    ? CustomExtensionStageInstanceId
                    : throw Errors.IdMissing(
                        nameof(CustomExtensionStageInstanceId),
                        "Get-LwfAccessPackageAssignmentRequest"
                    ),
            RequestType = request?.RequestType,
            State = request?.State,
            Status = request?.Status,
            AccessPackageId = request?.AccessPackage?.GetValueOrDefault("id") as string,
            AccessPackageDisplayName = request?.AccessPackage?.GetValueOrDefault("displayName") as string,
            Subject = request?.Requestor,
        };
    }

    private static string CallbackUriPath(ResourceCollection collection, ResourceKey ids, string parameter, string id)
    {
        GivenIds given = new(ResourceKey.None, ids) { AreOfOneObject = true, IncludeItem = true };
        return $"/{Selection.Of(collection, given, null, ApiVersions.V1).Place.Item(parameter, id).Append("resume").Relative}";
    }
}
