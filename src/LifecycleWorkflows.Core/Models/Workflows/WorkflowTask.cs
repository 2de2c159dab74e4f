namespace LifecycleWorkflows;

/// <summary>
/// A task of a workflow: Graph's <c>task</c>, under a name that does not collide with .NET's.
/// See https://learn.microsoft.com/graph/api/resources/identitygovernance-task.
/// </summary>
public sealed class WorkflowTask : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string TaskId => Id;

    /// <summary>The task's name for display.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What the task is for.</summary>
    public string? Description { get; internal set; }

    /// <summary>For whom it is: joiner, leaver, mover, or several of them, separated by commas.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow goes on for the user when this task fails.</summary>
    public bool? ContinueOnError { get; internal set; }

    /// <summary>Its place in the order of the workflow's tasks, from 1.</summary>
    public int? ExecutionSequence { get; internal set; }

    /// <summary>Whether the task is carried out.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>What kind of task it is.</summary>
    public string? TaskDefinitionId { get; internal set; }

    /// <summary>The task's settings, by name.</summary>
    public IReadOnlyDictionary<string, string?>? Arguments { get; internal set; }

    /// <summary>
    /// The custom task extension that the task calls, from its arguments; null for a task that calls none.
    /// </summary>
    public string? CustomTaskExtensionId => Arguments?.GetValueOrDefault("customTaskExtensionID");

    /// <summary>The workflow that the task was read below.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The version of the workflow that the task was read below.</summary>
    public int? VersionNumber => Origin.Ids.VersionNumber;

    /// <summary>The workflow template that the task was read below.</summary>
    public string? WorkflowTemplateId => Origin.Ids.WorkflowTemplateId;

    /// <summary>
    /// The same task as it is found below a place. Results of a page share one object, which must not move to the place
    /// of another result.
    /// </summary>
    internal WorkflowTask At(ResourcePath origin)
    {
        WorkflowTask task = Origin == ResourcePath.None || Origin == origin ? this : (WorkflowTask)MemberwiseClone();
        task.Origin = origin;
        return task;
    }
}
