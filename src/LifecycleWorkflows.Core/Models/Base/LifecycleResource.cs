namespace LifecycleWorkflows;

/// <summary>The base class of the resources in <c>identityGovernance/lifecycleWorkflows</c>.</summary>
public abstract class LifecycleResource : PlacedResource
{
    private protected LifecycleResource() { }

    /// <summary>Whether the resource belongs to a deleted workflow.</summary>
    public bool Deleted => Origin.Ids.Deleted;
}
