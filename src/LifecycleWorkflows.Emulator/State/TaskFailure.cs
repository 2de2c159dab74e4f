namespace LifecycleWorkflows.Emulator.State;

/// <summary>What makes a task fail for one user, or for all.</summary>
internal sealed class TaskFailure(User? subject, string reason, int? times)
{
    private int? _remaining = times;

    public string Reason { get; } = reason;

    public bool IsFor(User user) => (subject is null || subject == user) && _remaining != 0;

    /// <summary>It has happened once more.</summary>
    public void Spend() => _remaining--;
}
