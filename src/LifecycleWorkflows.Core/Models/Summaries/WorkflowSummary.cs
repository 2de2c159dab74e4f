namespace LifecycleWorkflows;

/// <summary>The base class of statistics of one workflow.</summary>
public abstract class WorkflowSummary : Summary
{
    private protected WorkflowSummary() { }

    /// <summary>The ID of the workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>Whether the workflow is deleted.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}
