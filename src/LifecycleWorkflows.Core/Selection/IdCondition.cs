namespace LifecycleWorkflows;

/// <summary>An ID that an item must have.</summary>
/// <param name="Parameter">The parameter that specifies the ID.</param>
/// <param name="Property">
/// The property that contains the ID, by its Microsoft Graph name, such as <c>task/id</c>.
/// </param>
/// <param name="Id">The ID.</param>
internal sealed record IdCondition(string Parameter, string Property, string Id);
