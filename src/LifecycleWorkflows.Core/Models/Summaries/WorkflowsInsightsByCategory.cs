namespace LifecycleWorkflows;

/// <summary>
/// The runs of the tenant's workflows, by category. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowsinsightsbycategory.
/// </summary>
public sealed class WorkflowsInsightsByCategory : Summary
{
    /// <summary>How many runs of joiner workflows there were.</summary>
    public int? TotalJoinerRuns { get; internal set; }

    /// <summary>How many runs of joiner workflows succeeded.</summary>
    public int? SuccessfulJoinerRuns { get; internal set; }

    /// <summary>How many runs of joiner workflows failed.</summary>
    public int? FailedJoinerRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows there were.</summary>
    public int? TotalLeaverRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows succeeded.</summary>
    public int? SuccessfulLeaverRuns { get; internal set; }

    /// <summary>How many runs of leaver workflows failed.</summary>
    public int? FailedLeaverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows there were.</summary>
    public int? TotalMoverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows succeeded.</summary>
    public int? SuccessfulMoverRuns { get; internal set; }

    /// <summary>How many runs of mover workflows failed.</summary>
    public int? FailedMoverRuns { get; internal set; }
}
