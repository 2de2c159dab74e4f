namespace LifecycleWorkflows;

/// <summary>
/// What Microsoft Entra sends when it waits for an answer from outside: for a task of a workflow, or for an access
/// package assignment request. Its ids stand under the names that other cmdlets take.
/// </summary>
public sealed class Callout : GraphObject
{
    internal const string UsualSource = "LifecycleWorkflows.PowerShell";
    internal const string UsualType = "lifecycleEvent";
    internal const string ConnectionTestStage = "CustomExtensionConnectionTest";

    internal Callout() { }

    /// <summary>What is to be answered: <c>TaskProcessingResult</c> or <c>AccessPackageAssignmentRequest</c>.</summary>
    public string Kind { get; internal init; } = "";

    /// <summary>
    /// Whether it only tries the connection, as entitlement management does when an extension is created. It is not to
    /// be answered.
    /// </summary>
    public bool IsConnectionTest => ConnectionTestStage.Equals(Stage, StringComparison.OrdinalIgnoreCase);

    /// <summary>The path to answer to, as it came; null when the callout had none.</summary>
    public string? CallbackUriPath { get; internal init; }

    /// <summary>Where the callout says that it comes from.</summary>
    public string? Source { get; internal init; }

    /// <summary>What the callout says of its kind.</summary>
    public string? Type { get; internal init; }

    /// <summary>The task processing result that waits.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Ids.WorkflowId;

    /// <summary>The workflow's name for display.</summary>
    public string? WorkflowDisplayName { get; internal init; }

    /// <summary>The version of the workflow that runs.</summary>
    public int? WorkflowVersion { get; internal init; }

    /// <summary>The task's id.</summary>
    public string? TaskId => Ids.TaskId;

    /// <summary>The task.</summary>
    public WorkflowTask? Task { get; internal init; }

    /// <summary>The user that the task or the request is for.</summary>
    public Subject? Subject { get; internal init; }

    /// <summary>The user's manager.</summary>
    public Subject? Manager { get; internal init; }

    /// <summary>When the task processing result came into being (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get; internal init; }

    /// <summary>The run, if the path names it.</summary>
    public string? RunId => Ids.RunId;

    /// <summary>The user processing result, if the path names it.</summary>
    public string? UserProcessingResultId => Ids.UserProcessingResultId;

    /// <summary>The subject processing result (beta), if the path names it.</summary>
    public string? SubjectProcessingResultId => Ids.SubjectProcessingResultId;

    /// <summary>The task report, if the path names it.</summary>
    public string? TaskReportId => Ids.TaskReportId;

    /// <summary>The version of the workflow, if the path names it.</summary>
    public int? VersionNumber => Ids.VersionNumber;

    /// <summary>The workflow template, if the path names it.</summary>
    public string? WorkflowTemplateId => Ids.WorkflowTemplateId;

    /// <summary>The result behind whose task the one that waits lies (beta), if the path names it.</summary>
    public string? ParentTaskProcessingResultId => Ids.ParentTaskProcessingResultId;

    /// <summary>Whether the workflow is a deleted one.</summary>
    public bool Deleted => Ids.Deleted;

    /// <summary>The access package assignment request that waits.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>The assignment (beta), if the path names it.</summary>
    public string? AccessPackageAssignmentId => Ids.AccessPackageAssignmentId;

    /// <summary>The stage of the request that called out.</summary>
    public string? Stage { get; internal init; }

    /// <summary>The id of this callout at that stage, which the answer must name.</summary>
    public string? CustomExtensionStageInstanceId { get; internal init; }

    /// <summary>What the request asks for, such as userAdd.</summary>
    public string? RequestType { get; internal init; }

    /// <summary>Where the request stands.</summary>
    public string? State { get; internal init; }

    /// <summary>More about where it stands.</summary>
    public string? Status { get; internal init; }

    /// <summary>The access package.</summary>
    public string? AccessPackageId { get; internal init; }

    /// <summary>The access package's name for display.</summary>
    public string? AccessPackageDisplayName { get; internal init; }

    internal ResourceKey Ids { get; init; } = ResourceKey.None;

    /// <summary>Type and id, nothing else: PowerShell puts this text into errors.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() =>
        $"{nameof(Callout)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}".TrimEnd();
}
