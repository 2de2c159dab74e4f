namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's workflowExecutionType, as far as runs are made here.</summary>
internal static class ExecutionTypes
{
    public const string Scheduled = "scheduled";
    public const string OnDemand = "onDemand";
    public const string ActivatedWithScope = "activatedWithScope";
    public const string Preview = "preview";
}
