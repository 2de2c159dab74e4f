namespace LifecycleWorkflows;

/// <summary>
/// A workflow that Microsoft offers to begin from. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowtemplate.
/// </summary>
public sealed class WorkflowTemplate : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, under the name that other cmdlets take.</summary>
    public string WorkflowTemplateId => Id;

    /// <summary>The template's name for display.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What the template is for.</summary>
    public string? Description { get; internal set; }

    /// <summary>For whom it is: joiner, leaver or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>
    /// For whom and when it runs: <c>scope</c> and <c>trigger</c>. Their <c>@odata.type</c> says what they are.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }
}
