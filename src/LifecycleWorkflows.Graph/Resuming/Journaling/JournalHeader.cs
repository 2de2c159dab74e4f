namespace LifecycleWorkflows.Graph.Resuming.Journaling;

/// <summary>What all callbacks of a journal have in common. Another job can't use the journal.</summary>
/// <param name="Noun">The type of the items.</param>
/// <param name="Tenant">The tenant, if it's known.</param>
/// <param name="Endpoint">The host of the service.</param>
/// <param name="ApiVersion">The default API version.</param>
internal sealed record JournalHeader(string Noun, string? Tenant, string Endpoint, string ApiVersion);
