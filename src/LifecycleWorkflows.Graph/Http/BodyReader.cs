namespace LifecycleWorkflows.Graph.Http;

/// <summary>Makes something of a whole body, which is gone afterwards.</summary>
internal delegate T BodyReader<out T>(ReadOnlySpan<byte> body);
