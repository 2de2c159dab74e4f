namespace LifecycleWorkflows.Graph.Resuming.Journaling;

/// <summary>What all answers of a journal have in common. Another job must not go on with it.</summary>
/// <param name="Noun">What is answered.</param>
/// <param name="Tenant">Whose it is, if that is known.</param>
/// <param name="Endpoint">The host that is asked.</param>
/// <param name="ApiVersion">The version that is used when an object says nothing else.</param>
internal sealed record JournalHeader(string Noun, string? Tenant, string Endpoint, string ApiVersion);
