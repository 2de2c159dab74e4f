using System.Management.Automation;
using LifecycleWorkflows.PowerShell.Abstractions;
using LifecycleWorkflows.PowerShell.Parameters.Completers;
using LifecycleWorkflows.PowerShell.Parameters.Transformations;

namespace LifecycleWorkflows.PowerShell.Commands;

/// <summary>Creates the JSON of a callout, as the service would send it for a task or request that waits.</summary>
[Cmdlet(VerbsCommon.New, "LwfCallout")]
[OutputType(typeof(string))]
public sealed class NewLwfCallout : LwfCmdlet
{
    /// <summary>Specifies the workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? WorkflowId { get; set; }

    /// <summary>Specifies the task.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskId { get; set; }

    /// <summary>Specifies the task processing result that waits.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? TaskProcessingResultId { get; set; }

    /// <summary>Specifies the run, which is part of the path of a deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? RunId { get; set; }

    /// <summary>Specifies the user processing result, which is part of the path of a deleted workflow.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? UserProcessingResultId { get; set; }

    /// <summary>Indicates that the workflow is deleted.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchFromText]
    public SwitchParameter Deleted { get; set; }

    /// <summary>Specifies the access package assignment request that waits.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? AccessPackageAssignmentRequestId { get; set; }

    /// <summary>
    /// Specifies the stage of the request, such as assignmentRequestCreated. CustomExtensionConnectionTest creates a
    /// callout that only tests the connection.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(CalloutStageCompleter))]
    public string? Stage { get; set; }

    /// <summary>Specifies the ID of the callout at that stage.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(IdCompleter))]
    public string? CustomExtensionStageInstanceId { get; set; }

    /// <summary>Specifies the source in the callout of a task.</summary>
    [Parameter]
    public string Source { get; set; } = Callout.UsualSource;

    /// <summary>Specifies the type in the callout of a task.</summary>
    [Parameter]
    public string Type { get; set; } = Callout.UsualType;

    /// <summary>Indicates that each callout is one line.</summary>
    [Parameter]
    [SwitchFromText]
    public SwitchParameter Compress { get; set; }

    /// <summary>Specifies what the callout is for. IDs bind from its properties, and names come from it.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    private protected override PSObject? PipedObject => InputObject;

    private protected override object? Target => InputObject ?? (object?)TargetName;

    private protected override string? TargetName => TaskProcessingResultId ?? AccessPackageAssignmentRequestId;

    private bool IsConnectionTest => Callout.ConnectionTestStage.Equals(Stage, StringComparison.OrdinalIgnoreCase);

    private protected override void Process() => ProcessItem(WriteCallout);

    private void WriteCallout()
    {
        bool hasRequestId = !string.IsNullOrEmpty(AccessPackageAssignmentRequestId);
        if (hasRequestId && !string.IsNullOrEmpty(TaskProcessingResultId))
            throw Errors.ParameterInvalid(
                nameof(AccessPackageAssignmentRequestId),
                $"-{nameof(TaskProcessingResultId)} is also specified",
                "Specify only one of these parameters."
            );
        Callout callout = hasRequestId || IsConnectionTest ? CreateRequestCallout() : CreateTaskCallout();
        Runtime.Output(CalloutWriter.Write(callout, indented: !Compress));
    }

    private Callout CreateTaskCallout()
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
        WorkflowTask? task = pending?.Task ?? result?.Task;
        return new()
        {
            Kind = nameof(TaskProcessingResult),
            CallbackUriPath = CreatePath(
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
            WorkflowVersion = task?.VersionNumber,
            Task = task,
            Subject = pending?.Subject ?? result?.Subject,
            CreatedDateTime = result?.CreatedDateTime,
        };
    }

    private Callout CreateRequestCallout()
    {
        string? path = IsConnectionTest ? null : CreateRequestPath();
        if (string.IsNullOrEmpty(Stage))
            throw Errors.StageMissing(StageCompleter.Stages);
        if (!IsConnectionTest && string.IsNullOrEmpty(CustomExtensionStageInstanceId))
            throw Errors.IdMissing(nameof(CustomExtensionStageInstanceId), "Get-LwfAccessPackageAssignmentRequest");
        AccessPackageAssignmentRequest? request = InputObject?.BaseObject as AccessPackageAssignmentRequest;
        return new()
        {
            Kind = nameof(AccessPackageAssignmentRequest),
            CallbackUriPath = path,
            AccessPackageAssignmentRequestId = AccessPackageAssignmentRequestId,
            Stage = Stage,
            CustomExtensionStageInstanceId = CustomExtensionStageInstanceId,
            RequestType = request?.RequestType,
            State = request?.State,
            Status = request?.Status,
            AccessPackageId = request?.AccessPackage?.GetValueOrDefault("id") as string,
            AccessPackageDisplayName = request?.AccessPackage?.GetValueOrDefault("displayName") as string,
            Subject = request?.Requestor,
        };
    }

    private string CreateRequestPath() =>
        CreatePath(
            ResourceCollection.AssignmentRequests,
            ResourceKey.None,
            nameof(AccessPackageAssignmentRequestId),
            AccessPackageAssignmentRequestId!
        );

    private static string CreatePath(ResourceCollection collection, ResourceKey ids, string parameter, string id)
    {
        GivenIds given = new(ResourceKey.None, ids) { AreOfOneObject = true, IncludeItem = true };
        Selection selection = Selection.Of(collection, given, null, ApiVersions.V1);
        return $"/{selection.Place.Item(parameter, id).Append("resume").Relative}";
    }
}
