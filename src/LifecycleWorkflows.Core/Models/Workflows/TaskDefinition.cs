namespace LifecycleWorkflows;

/// <summary>
/// A type of task that workflows can contain. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskdefinition.
/// </summary>
public sealed class TaskDefinition : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string TaskDefinitionId => Id;

    /// <summary>The display name of the task definition.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the task definition.</summary>
    public string? Description { get; internal set; }

    /// <summary>The category: joiner, leaver, mover, or several of these, separated by commas.</summary>
    public string? Category { get; internal set; }

    /// <summary>
    /// Whether a workflow continues for the user after a task of this type fails, unless the task specifies it.
    /// </summary>
    public bool? ContinueOnError { get; internal set; }

    /// <summary>
    /// The arguments of tasks of this type, each with <c>name</c>, <c>values</c>, and <c>valueType</c>.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Parameters { get; internal set; }

    /// <summary>The version number of the task definition.</summary>
    public int? Version { get; internal set; }
}
