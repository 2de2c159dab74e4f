namespace LifecycleWorkflows;

/// <summary>
/// A workflow of Microsoft that new workflows can be based on. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowtemplate.
/// </summary>
public sealed class WorkflowTemplate : LifecycleResource
{
    /// <summary>The same as <see cref="Resource.Id"/>, with the name of the parameter of other cmdlets.</summary>
    public string WorkflowTemplateId => Id;

    /// <summary>The display name of the template.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The description of the template.</summary>
    public string? Description { get; internal set; }

    /// <summary>The category: joiner, leaver, or mover.</summary>
    public string? Category { get; internal set; }

    /// <summary>
    /// The <c>scope</c> and <c>trigger</c> that define for whom and when the workflow runs. Their <c>@odata.type</c> is
    /// their type.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? ExecutionConditions { get; internal set; }
}
