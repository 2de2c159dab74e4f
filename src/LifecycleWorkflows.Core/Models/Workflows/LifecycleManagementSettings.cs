namespace LifecycleWorkflows;

/// <summary>
/// The tenant's settings for all workflows. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-lifecyclemanagementsettings.
/// </summary>
public sealed class LifecycleManagementSettings : LifecycleResource
{
    /// <summary>The number of hours between two runs of a scheduled workflow.</summary>
    public int? WorkflowScheduleIntervalInHours { get; internal set; }

    /// <summary>The sender domain and the branding of the emails that workflows send.</summary>
    public IReadOnlyDictionary<string, object?>? EmailSettings { get; internal set; }

    /// <summary>
    /// The conditions for the service to quarantine a workflow because it would process too many users.
    /// </summary>
    public IReadOnlyDictionary<string, object?>? QuarantineConfiguration { get; internal set; }
}
