using System.Text.Json;

namespace LifecycleWorkflows.Emulator.State;

/// <summary>Graph's lifecycleManagementSettings.</summary>
internal sealed record LifecycleSettings
{
    public string SenderDomain { get; set; } = "contoso.com";
    public bool UseCompanyBranding { get; set; }
    public int WorkflowScheduleIntervalInHours { get; set; } = 3;

    /// <summary>Graph's quarantineConfiguration; null quarantines nothing.</summary>
    public JsonElement? QuarantineConfiguration { get; set; }
}
