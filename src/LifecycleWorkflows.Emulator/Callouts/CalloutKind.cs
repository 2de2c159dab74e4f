namespace LifecycleWorkflows.Emulator.Callouts;

/// <summary>What a callout is about.</summary>
internal enum CalloutKind
{
    TaskProcessingResult,
    AssignmentRequest,
    ConnectionTest,
}
