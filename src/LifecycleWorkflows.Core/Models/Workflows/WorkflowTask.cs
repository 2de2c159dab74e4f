namespace LifecycleWorkflows;

/// <summary>
/// A task of a workflow. Microsoft Graph calls this type <c>task</c>, which would conflict with the .NET type. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-task.
/// </summary>
public sealed class WorkflowTask : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string TaskId => Id;

    /// <summary>The display name of the task.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the task.</summary>
    public string? Description { get; internal set; }

    /// <summary>The category: joiner, leaver, mover, or several of these, separated by commas.</summary>
    public string? Category { get; internal set; }

    /// <summary>Whether the workflow continues for the user after this task fails.</summary>
    public bool? ContinueOnError { get; internal set; }

    /// <summary>The position in the order of the workflow's tasks, from 1.</summary>
    public int? ExecutionSequence { get; internal set; }

    /// <summary>Whether the task is enabled.</summary>
    public bool? IsEnabled { get; internal set; }

    /// <summary>The ID of the task definition.</summary>
    public string? TaskDefinitionId { get; internal set; }

    /// <summary>The arguments of the task, by name.</summary>
    public IReadOnlyDictionary<string, string?>? Arguments { get; internal set; }

    /// <summary>
    /// The ID of the custom task extension that the task calls, from its arguments; null if it doesn't call one.
    /// </summary>
    public string? CustomTaskExtensionId => Arguments?.GetValueOrDefault("customTaskExtensionID");

    /// <summary>The ID of the workflow, if the task was read from a workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>The version number of the workflow, if the task was read from a workflow version.</summary>
    public int? VersionNumber => Origin.Ids.VersionNumber;

    /// <summary>The ID of the workflow template, if the task was read from a template.</summary>
    public string? WorkflowTemplateId => Origin.Ids.WorkflowTemplateId;

    /// <summary>
    /// The same task with a path. The results in a page share one object, so its path must not change for the other
    /// results.
    /// </summary>
    internal WorkflowTask At(ResourcePath origin)
    {
        WorkflowTask task = Origin == ResourcePath.None || Origin == origin ? this : (WorkflowTask)MemberwiseClone();
        task.Origin = origin;
        return task;
    }
}
