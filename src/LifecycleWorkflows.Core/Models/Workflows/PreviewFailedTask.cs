namespace LifecycleWorkflows;

/// <summary>
/// A task that would fail if its workflow ran now. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-previewfailedtask.
/// </summary>
public sealed class PreviewFailedTask : LifecycleResource
{
    /// <summary>The ID of the task.</summary>
    public string TaskId => Id;

    /// <summary>The display name of the task.</summary>
    public string? TaskDisplayName { get; internal set; }

    /// <summary>The ID of the task definition.</summary>
    public string? TaskDefinitionId { get; internal set; }

    /// <summary>
    /// The reason why the task would fail, from the service: for example, a directory role that the caller lacks.
    /// </summary>
    public string? FailureReason { get; internal set; }

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The display name of the workflow.</summary>
    public string? WorkflowDisplayName { get; internal set; }
}
