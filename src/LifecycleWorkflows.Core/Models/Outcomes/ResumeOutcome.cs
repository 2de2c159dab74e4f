namespace LifecycleWorkflows;

/// <summary>
/// How an answer to one waiting task or request ended. One comes out for every item that went in, however often it did.
/// </summary>
public sealed class ResumeOutcome
{
    internal ResumeOutcome() { }

    /// <summary>
    /// <c>Resumed</c>: the service accepted the answer.
    /// <c>AlreadyDone</c>: it refused, because the task already has the status that was wanted.
    /// <c>ResumedAfterCheck</c>: the service's reply was lost, and reading the result showed that the answer had
    /// arrived. <c>Failed</c>: refused; see the error. <c>Unknown</c>: it may have been accepted or not; see the error.
    /// </summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>
    /// The status that the answer gave: <c>Completed</c> or <c>Failed</c>; for an access package assignment request the
    /// stage.
    /// </summary>
    public string OperationStatus { get; internal init; } = "";

    /// <summary>The task processing result that was answered.</summary>
    public string? TaskProcessingResultId { get; internal init; }

    /// <summary>The access package assignment request that was answered.</summary>
    public string? AccessPackageAssignmentRequestId { get; internal init; }

    /// <summary>The workflow of the task.</summary>
    public string? WorkflowId { get; internal init; }

    /// <summary>The task.</summary>
    public string? TaskId { get; internal init; }

    /// <summary>The task's name for display, if what was piped in told it.</summary>
    public string? TaskDisplayName { get; internal init; }

    /// <summary>The sign-in name of the user that the task is for, if what was piped in told it.</summary>
    public string? UserPrincipalName { get; internal init; }

    /// <summary>The run, if it was known.</summary>
    public string? RunId { get; internal init; }

    /// <summary>The user processing result, if it was known.</summary>
    public string? UserProcessingResultId { get; internal init; }

    /// <summary>Whether the workflow is a deleted one.</summary>
    public bool Deleted { get; internal init; }

    /// <summary>The version of Microsoft Graph that was used.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>
    /// Whether the same item came up before in this run. Nothing was sent for it again: <c>Outcome</c>,
    /// <c>RequestId</c> and <c>ErrorId</c> are those of the first time, and the error stands with that one alone.
    /// </summary>
    public bool IsDuplicate { get; internal set; }

    /// <summary>How often the answer was sent; at most one of them was accepted. None for a duplicate.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How long it took, retries and pauses included. Nothing for a duplicate.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>
    /// When an earlier run with the same journal noted this outcome (UTC); null for an outcome of this run.
    /// </summary>
    public DateTimeOffset? JournaledDateTime { get; internal set; }

    /// <summary>The service's id for the last request.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The error's name, when there was one.</summary>
    public string? ErrorId { get; internal set; }

    /// <summary>Type and id, nothing else.</summary>
    /// <returns>A text without personal data.</returns>
    public override string ToString() =>
        $"{nameof(ResumeOutcome)} {TaskProcessingResultId ?? AccessPackageAssignmentRequestId}";
}
