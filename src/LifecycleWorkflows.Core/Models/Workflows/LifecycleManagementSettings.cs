namespace LifecycleWorkflows;

/// <summary>
/// The tenant's settings for all its workflows. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-lifecyclemanagementsettings.
/// </summary>
public sealed class LifecycleManagementSettings : LifecycleResource
{
    /// <summary>How many hours lie between two runs of a scheduled workflow.</summary>
    public int? WorkflowScheduleIntervalInHours { get; internal set; }

    /// <summary>Under which domain and with whose look the workflows' mails go out.</summary>
    public IReadOnlyDictionary<string, object?>? EmailSettings { get; internal set; }

    /// <summary>When the service holds a workflow back because it would process too many users.</summary>
    public IReadOnlyDictionary<string, object?>? QuarantineConfiguration { get; internal set; }
}
