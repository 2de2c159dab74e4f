namespace LifecycleWorkflows;

/// <summary>
/// The status that a callback sets for a task. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-customtaskextensioncallbackdata.
/// </summary>
public enum OperationStatus
{
    /// <summary>The custom extension completed its work. The task is completed.</summary>
    Completed,

    /// <summary>The custom extension couldn't complete its work. The task fails.</summary>
    Failed,
}
