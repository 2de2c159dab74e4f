using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Where to look for pending tasks.</summary>
/// <param name="Place">A list of results, or of the runs that have some.</param>
/// <param name="IsWalk">Whether it is a list of runs.</param>
/// <param name="WorkflowDisplayName">The name of their workflow; null when it is not known yet.</param>
internal sealed record SearchScope(ResourcePath Place, bool IsWalk, string? WorkflowDisplayName)
{
    /// <summary>What the tasks that are wanted fulfil.</summary>
    public required IReadOnlyList<FilterClause> Conditions { get; init; }
}
