namespace LifecycleWorkflows.Graph.Operations;

/// <summary>The new values of a workflow; null for those that stay as they are.</summary>
internal sealed record WorkflowUpdate
{
    public string? DisplayName { get; init; }

    public string? Description { get; init; }

    public bool? IsEnabled { get; init; }

    public bool? IsSchedulingEnabled { get; init; }

    /// <summary>Whether a workflow has all these values.</summary>
    public bool IsTrueOf(Workflow workflow) =>
        (DisplayName is null || DisplayName == workflow.DisplayName)
        && (Description is null || Description == workflow.Description)
        && (IsEnabled is null || IsEnabled == workflow.IsEnabled)
        && (IsSchedulingEnabled is null || IsSchedulingEnabled == workflow.IsSchedulingEnabled);
}
