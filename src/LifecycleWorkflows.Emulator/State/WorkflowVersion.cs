namespace LifecycleWorkflows.Emulator.State;

internal sealed record WorkflowVersion(int VersionNumber)
{
    public required WorkflowBase Content { get; set; }
    public DateTime? CreatedDateTime { get; init; }
    public DateTime? LastModifiedDateTime { get; set; }
    public User? CreatedBy { get; init; }
    public User? LastModifiedBy { get; set; }

    /// <summary>In the order in which they run.</summary>
    public required IReadOnlyList<WorkflowTask> Tasks { get; init; }

    public IEnumerable<WorkflowTask> EnabledTasks => Tasks.Where(task => task.IsEnabled);
}
