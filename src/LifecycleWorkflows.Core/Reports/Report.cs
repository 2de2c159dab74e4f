namespace LifecycleWorkflows.Reports;

/// <summary>The data of a report.</summary>
internal sealed record Report
{
    public required string Title { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required string? TenantId { get; init; }

    public required IReadOnlyList<WorkflowReport> Workflows { get; init; }

    /// <summary>The tasks that are pending now, whenever they started.</summary>
    public required IReadOnlyList<PendingTask> Waiting { get; init; }

    /// <summary>The data that couldn't be read, and why.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    public IEnumerable<Run> Runs => Workflows.SelectMany(workflow => workflow.Runs).Select(each => each.Run);
}
