namespace LifecycleWorkflows;

/// <summary>
/// Statistics of the runs in the tenant by category. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-workflowsinsightsbycategory.
/// </summary>
public sealed class WorkflowsInsightsByCategory : Summary
{
    /// <summary>The number of runs of joiner workflows.</summary>
    public int? TotalJoinerRuns { get; internal set; }

    /// <summary>The number of successful runs of joiner workflows.</summary>
    public int? SuccessfulJoinerRuns { get; internal set; }

    /// <summary>The number of failed runs of joiner workflows.</summary>
    public int? FailedJoinerRuns { get; internal set; }

    /// <summary>The number of runs of leaver workflows.</summary>
    public int? TotalLeaverRuns { get; internal set; }

    /// <summary>The number of successful runs of leaver workflows.</summary>
    public int? SuccessfulLeaverRuns { get; internal set; }

    /// <summary>The number of failed runs of leaver workflows.</summary>
    public int? FailedLeaverRuns { get; internal set; }

    /// <summary>The number of runs of mover workflows.</summary>
    public int? TotalMoverRuns { get; internal set; }

    /// <summary>The number of successful runs of mover workflows.</summary>
    public int? SuccessfulMoverRuns { get; internal set; }

    /// <summary>The number of failed runs of mover workflows.</summary>
    public int? FailedMoverRuns { get; internal set; }
}
