namespace LifecycleWorkflows;

/// <summary>
/// The answer to a waiting task. See
/// https://learn.microsoft.com/graph/api/resources/identitygovernance-customtaskextensioncallbackdata.
/// </summary>
public enum OperationStatus
{
    /// <summary>What the task called out for was done.</summary>
    Completed,

    /// <summary>What the task called out for could not be done.</summary>
    Failed,
}
