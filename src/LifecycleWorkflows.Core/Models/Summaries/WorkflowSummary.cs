namespace LifecycleWorkflows;

/// <summary>Figures of one workflow over a period of time.</summary>
public abstract class WorkflowSummary : Summary
{
    private protected WorkflowSummary() { }

    /// <summary>The workflow.</summary>
    public string? WorkflowId => Origin.Ids.WorkflowId;

    /// <summary>Whether the workflow is a deleted one.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}
