namespace LifecycleWorkflows.Reports;

/// <summary>What workflows did in a period.</summary>
internal sealed record Report
{
    public required string Title { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string? TenantId { get; init; }

    public required IReadOnlyList<WorkflowReport> Workflows { get; init; }

    /// <summary>What waits for an answer now, whenever it began.</summary>
    public required IReadOnlyList<PendingTask> Waiting { get; init; }

    /// <summary>What could not be read, and why.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    public IEnumerable<Run> Runs => Workflows.SelectMany(workflow => workflow.Runs).Select(each => each.Run);
}
