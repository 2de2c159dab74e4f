namespace LifecycleWorkflows;

/// <summary>
/// The result of starting, restarting, or stopping a run. With -PassThru, Start-LwfWorkflow returns one outcome for each
/// request, and Restart-LwfRun and Stop-LwfRun return one for each input object, also for duplicates.
/// </summary>
public sealed class RunOutcome
{
    internal RunOutcome() { }

    /// <summary>
    /// <c>Started</c> and <c>Stopped</c>: the service accepted the request. <c>StartedAfterCheck</c> and
    /// <c>StoppedAfterCheck</c>: the response was lost, and a check showed that the request was accepted.
    /// <c>AlreadyRestarted</c>: a later run already restarted it, so no request was sent. <c>AlreadyFinished</c>: the
    /// run was finished before it could be stopped. <c>Failed</c>: the request was rejected; see the error.
    /// <c>Unknown</c>: it can't be determined whether the request was accepted; see the error.
    /// </summary>
    public string Outcome { get; internal set; } = "";

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId { get; internal init; }

    /// <summary>The display name of the workflow, if it's known.</summary>
    public string? WorkflowDisplayName { get; internal set; }

    /// <summary>
    /// The ID of the run that was started or stopped; null if it isn't known. For <c>AlreadyRestarted</c>, the ID of the
    /// later run.
    /// </summary>
    public string? RunId { get; internal set; }

    /// <summary>The run that was started or stopped, as it was last read; null if it wasn't read.</summary>
    public Run? Run { get; internal set; }

    /// <summary>The ID of the run that was restarted.</summary>
    public string? RestartedRunId { get; internal init; }

    /// <summary>The ID of the user processing result that was restarted.</summary>
    public string? RestartedUserProcessingResultId { get; internal init; }

    /// <summary>The IDs of the users in the request, if it was for specified users.</summary>
    public IReadOnlyList<string> SubjectIds { get; internal init; } = [];

    /// <summary>Whether the workflow is deleted.</summary>
    public bool Deleted { get; internal init; }

    /// <summary>The version of Microsoft Graph that the request was sent to: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>
    /// Whether the same item was already in the input of this command. It has the outcome of the first occurrence.
    /// </summary>
    public bool IsDuplicate { get; internal set; }

    /// <summary>
    /// The number of times that the request was sent. A request to start a run is sent again only if the service surely
    /// didn't accept it. 0 for a duplicate.
    /// </summary>
    public int Attempts { get; internal set; }

    /// <summary>The time that it took, including retries, delays, and checks. Zero for a duplicate.</summary>
    public TimeSpan Duration { get; internal set; }

    /// <summary>The ID that the service assigned to the last request.</summary>
    public string? RequestId { get; internal set; }

    /// <summary>The name of the error, if there was one.</summary>
    public string? ErrorId { get; internal set; }

    /// <summary>Returns the type and the ID.</summary>
    /// <returns>A string without personal data.</returns>
    public override string ToString() =>
        $"{nameof(RunOutcome)} {RunId ?? RestartedUserProcessingResultId ?? RestartedRunId ?? WorkflowId}";
}
