namespace LifecycleWorkflows;

/// <summary>
/// A kind of task that workflows can have. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-taskdefinition.
/// </summary>
public sealed class TaskDefinition : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string TaskDefinitionId => Id;

    /// <summary>The definition's name for display.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What such a task does.</summary>
    public string? Description { get; internal set; }

    /// <summary>For whom it is: joiner, leaver, mover, or several of them, separated by commas.</summary>
    public string? Category { get; internal set; }

    /// <summary>
    /// Whether a workflow goes on for the user when such a task fails, unless the task says otherwise.
    /// </summary>
    public bool? ContinueOnError { get; internal set; }

    /// <summary>
    /// The arguments that such a task takes, each with <c>name</c>, <c>values</c> and <c>valueType</c>.
    /// </summary>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>>? Parameters { get; internal set; }

    /// <summary>The version of the definition.</summary>
    public int? Version { get; internal set; }
}
