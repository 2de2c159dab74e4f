namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's lifecycleWorkflowProcessingStatus, in the order of its members.</summary>
internal enum ProcessingStatus : byte
{
    Queued,
    InProgress,
    Completed,
    CompletedWithErrors,
    Canceled,
    Failed,
    UnknownFutureValue,
    Canceling,
    Quarantined,
}
