namespace LifecycleWorkflows;

/// <summary>
/// The result of resuming one pending task or request. With -PassThru, a Resume cmdlet returns one outcome for each
/// input object, also for duplicates.
/// </summary>
public sealed class ResumeOutcome
{
    internal ResumeOutcome() { }

    /// <summary>
    /// <c>Resumed</c>: the service accepted the callback. <c>AlreadyDone</c>: the service rejected the callback because
    /// the item already has the requested status. <c>ResumedAfterCheck</c>: the response was lost, and a check showed
    /// that the callback was accepted. <c>Failed</c>: the callback was rejected; see the error. <c>Unknown</c>: it
    /// can't be determined whether the callback was accepted; see the error.
    /// </summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>
    /// The status in the callback: <c>Completed</c> or <c>Failed</c>. For an access package assignment request, the
    /// stage.
    /// </summary>
    public string OperationStatus { get; internal init; } = "";

    /// <summary>The ID of the task processing result.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The ID of the access package assignment request.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId { get; internal init; }

    /// <summary>The ID of the task.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The display name of the task, if the input object contains it.</summary>
    public string? TaskDisplayName { get; internal init; }

    /// <summary>The user principal name of the user that the task is for, if the input object contains it.</summary>
    public string? UserPrincipalName { get; internal init; }

    /// <summary>The ID of the run, if it's known.</summary>
    public string? RunId { get; internal init; }

    /// <summary>The ID of the user processing result, if it's known.</summary>
    public string? UserProcessingResultId { get; internal init; }

    /// <summary>Whether the workflow is deleted.</summary>
    public bool Deleted { get; internal init; }

    /// <summary>The version of Microsoft Graph that the callback was sent to: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>
    /// The address of the service that the item is in, without a version. You can't use the outcome with a connection to
    /// another service.
    /// </summary>
    public Uri? GraphEndpoint => Service?.GraphEndpoint;

    /// <summary>
    /// The tenant that the item is in: its ID if the token contains it; null if the tenant isn't known. You can't use
    /// the outcome with a connection to another tenant.
    /// </summary>
    public string? TenantId => Service?.TenantId;

    /// <summary>The service and tenant that the item is in.</summary>
    internal ServiceOrigin? Service { get; set; }

    /// <summary>
    /// Whether the same item was already in the input of this command. No callback was sent for it again:
    /// <c>Outcome</c>, <c>RequestId</c>, and <c>ErrorId</c> are those of the first occurrence, and only the first
    /// occurrence has an error.
    /// </summary>
    public bool IsDuplicate { get; internal set; }

    /// <summary>The number of times that the callback was sent. At most one was accepted. 0 for a duplicate.</summary>
    public int Attempts { get; internal set; }

    /// <summary>The time that it took, including retries and delays. Zero for a duplicate.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>
    /// The date and time when an earlier command with the same journal recorded this outcome (UTC); null for an outcome
    /// of this command.
    /// </summary>
    public DateTimeOffset? JournaledDateTime { get; internal set; }

    /// <summary>The ID that the service assigned to the last request.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The name of the error, if there was one.</summary>
    public string? ErrorId { get; internal set; }

    /// <summary>Returns the type and the ID.</summary>
    /// <returns>A string without personal data.</returns>
    public override string ToString() =>
        $"{nameof(ResumeOutcome)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}";
}
