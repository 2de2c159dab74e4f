using LifecycleWorkflows.Graph.Querying;

namespace LifecycleWorkflows.Graph.Searching;

/// <summary>Where to search for pending tasks.</summary>
/// <param name="Place">A list of results, or of runs that have results.</param>
/// <param name="IsWalk">Whether it's a list of runs.</param>
/// <param name="WorkflowDisplayName">The name of the workflow; null if it isn't known yet.</param>
internal sealed record SearchScope(ResourcePath Place, bool IsWalk, string? WorkflowDisplayName)
{
    /// <summary>The conditions for the tasks.</summary>
    public required IReadOnlyList<FilterClause> Conditions { get; init; }
}
