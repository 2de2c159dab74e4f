namespace LifecycleWorkflows;

/// <summary>An id that something must have.</summary>
/// <param name="Parameter">The parameter that it was given under.</param>
/// <param name="Property">The property that tells it, by its wire name, such as <c>task/id</c>.</param>
/// <param name="Id">The id.</param>
internal sealed record IdCondition(string Parameter, string Property, string Id);
