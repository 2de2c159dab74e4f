namespace LifecycleWorkflows;

/// <summary>
/// The JSON that Microsoft Entra sends to a custom extension when a task of a workflow or an access package assignment
/// request waits for a callback. The properties have the names of the parameters of other cmdlets.
/// </summary>
public sealed class Callout : GraphObject
{
    internal const string UsualSource = "LifecycleWorkflows.PowerShell";
    internal const string UsualType = "lifecycleEvent";
    internal const string ConnectionTestStage = "CustomExtensionConnectionTest";

    internal Callout() { }

    /// <summary>
    /// The type of item that waits for a callback: <c>TaskProcessingResult</c> or
    /// <c>AccessPackageAssignmentRequest</c>.
    /// </summary>
    public string Kind { get; internal init; } = "";

    /// <summary>
    /// Whether the callout is a connection test, which entitlement management sends when an extension is created. A
    /// connection test doesn't wait for a callback.
    /// </summary>
    public bool IsConnectionTest => ConnectionTestStage.Equals(Stage, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The path that the callback is sent to, as in the callout; null if the callout doesn't contain it.
    /// </summary>
    public string? CallbackUriPath { get; internal init; }

    /// <summary>The source of the callout.</summary>
    public string? Source { get; internal init; }

    /// <summary>The type of the callout.</summary>
    public string? Type { get; internal init; }

    /// <summary>The ID of the task processing result that waits for a callback.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Ids.WorkflowId;

    /// <summary>The display name of the workflow.</summary>
    public string? WorkflowDisplayName { get; internal init; }

    /// <summary>The version number of the workflow.</summary>
    public int? WorkflowVersion { get; internal init; }

    /// <summary>The ID of the task.</summary>
    public string? TaskId => Ids.TaskId;

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal init; }

    /// <summary>The user that the task or request is for.</summary>
    public Subject? Subject { get; internal init; }

    /// <summary>The manager of the user.</summary>
    public Subject? Manager { get; internal init; }

    /// <summary>The date and time when the task processing result was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal init; }

    /// <summary>The ID of the run, if the callback path contains it.</summary>
    public string? RunId => Ids.RunId;

    /// <summary>The ID of the user processing result, if the callback path contains it.</summary>
    public string? UserProcessingResultId => Ids.UserProcessingResultId;

    /// <summary>The ID of the subject processing result (beta), if the callback path contains it.</summary>
    public string? SubjectProcessingResultId => Ids.SubjectProcessingResultId;

    /// <summary>The ID of the task report, if the callback path contains it.</summary>
    public string? TaskReportId => Ids.TaskReportId;

    /// <summary>The version number of the workflow, if the callback path contains it.</summary>
    public int? VersionNumber => Ids.VersionNumber;

    /// <summary>The ID of the workflow template, if the callback path contains it.</summary>
    public string? WorkflowTemplateId => Ids.WorkflowTemplateId;

    /// <summary>
    /// The ID of the task processing result whose task contains this result (beta), if the callback path contains it.
    /// </summary>
    public string? ParentTaskProcessingResultId => Ids.ParentTaskProcessingResultId;

    /// <summary>Whether the workflow is deleted.</summary>
    public bool Deleted => Ids.Deleted;

    /// <summary>The ID of the access package assignment request that waits for a callback.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>The ID of the access package assignment (beta), if the callback path contains it.</summary>
    public string? AccessPackageAssignmentId => Ids.AccessPackageAssignmentId;

    /// <summary>The stage of the request that called the extension.</summary>
    public string? Stage { get; internal init; }

    /// <summary>The ID of this callout in that stage, which the callback must contain.</summary>
    public string? CustomExtensionStageInstanceId { get; internal init; }

    /// <summary>The type of the request, such as userAdd.</summary>
    public string? RequestType { get; internal init; }

    /// <summary>The state of the request.</summary>
    public string? State { get; internal init; }

    /// <summary>The status of the request.</summary>
    public string? Status { get; internal init; }

    /// <summary>The ID of the access package.</summary>
    public string? AccessPackageId { get; internal init; }

    /// <summary>The display name of the access package.</summary>
    public string? AccessPackageDisplayName { get; internal init; }

    internal ResourceKey Ids { get; init; } = ResourceKey.None;

    /// <summary>Returns the type and the ID. PowerShell shows this text in errors.</summary>
    /// <returns>A string without personal data.</returns>
    public override string ToString() =>
        $"{nameof(Callout)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}".TrimEnd();
}
