namespace LifecycleWorkflows;

/// <summary>A resource below <c>identityGovernance/lifecycleWorkflows</c>.</summary>
public abstract class LifecycleResource : PlacedResource
{
    private protected LifecycleResource() { }

    /// <summary>Whether it belongs to a deleted workflow.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}
