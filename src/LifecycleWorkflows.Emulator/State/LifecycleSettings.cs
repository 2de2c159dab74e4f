namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's lifecycleManagementSettings.</summary>
internal sealed record LifecycleSettings(
    string SenderDomain,
    bool UseCompanyBranding,
    int WorkflowScheduleIntervalInHours
);
