namespace LifecycleWorkflows.Emulator.State;

/// <summary>What one task did to one user. A tenant may hold a million of these: every field counts.</summary>
internal sealed class TaskProcessingResult(string id, WorkflowTask task, UserProcessingResult owner)
{
    private DateTime _started;
    private DateTime _completed;

    public string Id { get; } = id;
    public WorkflowTask Task { get; } = task;
    public UserProcessingResult Owner { get; } = owner;
    public User Subject => Owner.Subject;
    public ProcessingStatus Status { get; set; }

    /// <summary>How many answers were accepted.</summary>
    public byte AcceptedAnswers { get; set; }

    public DateTime CreatedDateTime { get; init; }
    public string? FailureReason { get; set; }
    public string? ProcessingInfo { get; set; }

    public DateTime? StartedDateTime
    {
        get => _started == default ? null : _started;
        set => _started = value.GetValueOrDefault();
    }

    public DateTime? CompletedDateTime
    {
        get => _completed == default ? null : _completed;
        set => _completed = value.GetValueOrDefault();
    }

    public DateTime LastChange => CompletedDateTime ?? StartedDateTime ?? CreatedDateTime;
}
