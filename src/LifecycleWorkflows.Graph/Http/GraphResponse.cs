namespace LifecycleWorkflows.Graph.Http;

/// <summary>What a change gave back.</summary>
internal sealed record GraphResponse<T>(T? Value, int Attempts, string? RequestId);
