namespace LifecycleWorkflows;

/// <summary>The result of removing a workflow permanently, with -PassThru: nothing else is left of it.</summary>
public sealed class WorkflowRemoval
{
    internal WorkflowRemoval() { }

    /// <summary>
    /// <c>Removed</c>: the service accepted it. <c>RemovedAfterCheck</c>: the response was lost, and a check showed that
    /// the workflow is gone.
    /// </summary>
    public string Outcome { get; internal init; } = "";

    /// <summary>The ID that the workflow had.</summary>
    public string WorkflowId { get; internal init; } = "";

    /// <summary>The display name that the workflow had.</summary>
    public string? DisplayName { get; internal init; }

    /// <summary>The category of the workflow: joiner, leaver, or mover.</summary>
    public string? Category { get; internal init; }

    /// <summary>The version of Microsoft Graph that was used: <c>v1.0</c> or <c>beta</c>.</summary>
    public string ApiVersion { get; internal init; } = "";

    /// <summary>Returns the type and the ID.</summary>
    /// <returns>A string without personal data.</returns>
    public override string ToString() => $"{nameof(WorkflowRemoval)} {WorkflowId}";
}
